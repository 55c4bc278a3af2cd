import * as s from './src/conversation/understanding/slots/small.ts';
import * as c from './src/conversation/understanding/slots/contact-points.ts';
import { findStages } from './src/conversation/understanding/slots/stage.ts';
import { findMoney } from './src/conversation/understanding/slots/money.ts';
import { findTimes } from './src/conversation/understanding/slots/time.ts';
const clues={now:new Date('2026-03-18T10:00Z'),timeZone:'America/New_York',locale:'en',baseCurrency:'USD',fiscalYearStartMonth:1,weekStartsOn:'monday',dateOrder:'mdy'} as const;
const texts=['log a $50k deal with Acme closing end of month','move the Globex renewal to negotiation and remind me next Friday at 3pm to call Dana','记录一个5万的商机，客户华为，预计下个月底成交','明天下午三点提醒我给张伟打电话','show deals closing between Mar 1 and Mar 15 over 20k','what is in my pipeline?','add contact Jane Roe jane@acme.com +1 415 555 2671 at acme.com'];
const fns:Record<string,(t:string)=>unknown>={money:t=>findMoney(t,clues),time:t=>findTimes(t,clues),stage:t=>findStages(t),email:c.findEmails,phone:t=>c.findPhones(t,clues),domain:c.findDomains,rec:c.findRecordNumbers,men:c.findMentions,pct:s.findPercents,num:s.findNumbers,ord:s.findOrdinals,lang:s.findLanguages,tz:t=>s.findTimeZones(t,clues),role:s.findRoles,yn:s.findYesNo};
let total=0;
for(const [n,f] of Object.entries(fns)){for(const t of texts)for(let i=0;i<20;i++)f(t);const t0=performance.now();for(let i=0;i<100;i++)for(const t of texts)f(t);const ms=(performance.now()-t0)/700;total+=ms;console.log(n.padEnd(8),ms.toFixed(4));}
console.log('total',total.toFixed(3));
for(const [n,f] of Object.entries(fns)) for(const big of ['1'.repeat(4000),'1,'.repeat(2000),'万'.repeat(4000),'一'.repeat(4000),'1 '.repeat(2000),'a'.repeat(4000),'a.'.repeat(2000),'$'.repeat(4000),'1-'.repeat(2000),'五万 '.repeat(1300),' '.repeat(4000),'3/'.repeat(2000),'@a.'.repeat(1300),'the '.repeat(1000),'end of the '.repeat(360),'3月'.repeat(2000),'1k-'.repeat(1300),'the log deal next friday $50k 3/31 明天 '.repeat(100),'one hundred '.repeat(330),'proposal '.repeat(440),'(1) '.repeat(1000),'<@'.repeat(2000),'. '.repeat(2000),'上周'.repeat(2000),'半'.repeat(4000),'e1'.repeat(2000),'1e1'.repeat(1300),'Mar 1 '.repeat(600),'a-'.repeat(2000),'x@'.repeat(2000),'1:'.repeat(2000)]){const t0=performance.now();f(big);const d=performance.now()-t0;if(d>25)console.log(n,JSON.stringify(big.slice(0,12)),d.toFixed(1));}
