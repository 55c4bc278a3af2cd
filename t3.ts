import { openApp } from './src/app.ts';
import { terminalPlatform, say } from './src/adapters/console/terminal.ts';
import { systemClock } from './src/platform/clock.ts';
import { uuids } from './src/platform/ids.ts';
import { logTo } from './src/platform/log.ts';
import { ensureMember, actAs } from './src/crm/members.ts';
import fs from 'node:fs';
fs.rmSync('/tmp/pt',{recursive:true,force:true});
const app = await openApp({ database: process.argv[2]==='pg'?{kind:'postgres',url:'postgresql://postgres@127.0.0.1:5432/parley_dev2',connections:5}:{kind:'pglite',directory:'/tmp/pt'}, organization:{slug:'default',name:'x'}, demo:true, clock:systemClock, ids:uuids, log:logTo('error')});
const person={name:'Dana Ruiz',customer:false,locale:'en' as const,timeZone:'UTC'};
await app.connect(terminalPlatform(person),'local');
await app.db.inOrganization(app.organization.id, async tx=>{const m=await ensureMember(tx,app.organization,'Dana Ruiz','rep'); await actAs(tx,app.organization,{provider:'console',tenantKey:'local',userKey:'Dana Ruiz'},{memberId:m.id},new Date());});
const ctx={assistant:app.assistant,ids:uuids};
console.log((await say(ctx,person,'log a $50k deal with Globex Corporation closing end of month')).reply?.text);
for (const text of ["log a $50k deal with Globex Corporation closing end of month"]) {
 const times:number[]=[];
 for(let i=0;i<400;i++){const t=performance.now(); await say(ctx,person, text==='make it 60k'?`make it ${60+i}k`:text); times.push(performance.now()-t);}
 times.sort((a,b)=>a-b); console.log(text, 'p50',times[200].toFixed(1),'p95',times[142].toFixed(1));
}
// baseline insert
{const times:number[]=[];for(let i=0;i<200;i++){const t=performance.now(); await app.db.single.team.create({data:{organizationId:app.organization.id,name:`t${i}${uuids.next()}`}}); times.push(performance.now()-t);} times.sort((a,b)=>a-b); console.log('insert p50',times[100].toFixed(2));}
console.log('rss',process.memoryUsage().rss/1e6);
await app.close(); process.exit(0);
