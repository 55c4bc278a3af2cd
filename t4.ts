import { PGlite } from '@electric-sql/pglite';
const oc=PGlite.create; (PGlite as any).create=async function(...a:any[]){const p=await (oc as any).apply(PGlite,a); (globalThis as any).__pg=p; return p;};
const orig = PGlite.prototype.query; let on=false;
const origT=(PGlite.prototype as any).transaction;
(PGlite.prototype as any).query=function(q:string,...a:any[]){ const t=performance.now(); const r=(orig as any).call(this,q,...a); r.then(()=>{ if(on) console.log((performance.now()-t).toFixed(2).padStart(6), String(q).replace(/\s+/g,' ').slice(0,130));}); return r;};
const oe=PGlite.prototype.exec; (PGlite.prototype as any).exec=function(q:string,...a:any[]){ if(on) console.log('exec',q); return (oe as any).call(this,q,...a)};
process.argv[2]='x';
const src=(await import('node:fs')).readFileSync('t3.ts','utf8');
const pc = await import('./src/generated/prisma/client.ts'); void pc;
const { openApp } = await import('./src/app.ts');
const { terminalPlatform, say } = await import('./src/adapters/console/terminal.ts');
const { systemClock } = await import('./src/platform/clock.ts');
const { uuids } = await import('./src/platform/ids.ts');
const { logTo } = await import('./src/platform/log.ts');
const { ensureMember, actAs } = await import('./src/crm/members.ts');
const app = await openApp({ database: {kind:'pglite',directory:'memory'}, organization:{slug:'default',name:'x'}, demo:true, clock:systemClock, ids:uuids, log:logTo('error')});
const person={name:'Dana Ruiz',customer:false,locale:'en' as const,timeZone:'UTC'};
await app.connect(terminalPlatform(person),'local');
await app.db.inOrganization(app.organization.id, async tx=>{const m=await ensureMember(tx,app.organization,'Dana Ruiz','rep'); await actAs(tx,app.organization,{provider:'console',tenantKey:'local',userKey:'Dana Ruiz'},{memberId:m.id},new Date());});
const ctx={assistant:app.assistant,ids:uuids};
for(let i=0;i<30;i++) await say(ctx,person,'log a $50k deal with Globex Corporation closing end of month');

const pd = (await import('/work/main/node_modules/pglite-prisma-adapter/dist/index.mjs' as string)) as any; void pd;
const P: any = Object.getPrototypeOf(Object.getPrototypeOf(await (new pd.PrismaPGlite((globalThis as any).__pg)).connect()));
for (const m of ['queryRaw','executeRaw']) { const o=P[m]; P[m]=async function(q:any){ const t=performance.now(); try { return await o.call(this,q);} finally { console.log((performance.now()-t).toFixed(2).padStart(6), String(q.sql).replace(/\s+/g,' ').replace(/SELECT "public".*? FROM/,'SELECT .. FROM').slice(0,150)); } } }
on=true; const t=performance.now(); await say(ctx,person,'log a $50k deal with Globex Corporation closing end of month'); console.log('total',performance.now()-t);
const p2=performance.now(); await say(ctx,person,'make it 77k'); console.log('total',performance.now()-p2);
process.exit(0);
