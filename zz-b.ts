import { findMoney } from './src/conversation/understanding/slots/money.ts';
import { findTimes } from './src/conversation/understanding/slots/time.ts';
import { readFileSync } from 'node:fs';
const clues={now:new Date(process.env.NOW??'2026-03-18T10:00Z'),timeZone:process.env.ZONE??'UTC',locale:'en',baseCurrency:'USD',fiscalYearStartMonth:1,weekStartsOn:'monday',dateOrder:'mdy'} as const;
const opts=process.env.PAST?{prefer:'past'} as const:{};
for(const c of readFileSync(0,'utf8').split('\n').filter(Boolean)) console.log(c,'\n     ',[...findMoney(c,clues).map(s=>`$[${s.text}] ${s.value.kind==='money'?s.value.amount+' '+s.value.currency:JSON.stringify(s.value)}`),...findTimes(c,clues,opts).map(s=>`@[${s.text}] `+(s.value.kind==='time'?`${s.value.dateTime??s.value.date} ${s.value.granularity} ${s.value.period?.start===s.value.period?.end&&s.value.period?.end===s.value.date?'':s.value.period?.start+'..'+s.value.period?.end}${s.value.past?' PAST':''}`:JSON.stringify(s.value)))].join('  ')||'-');
