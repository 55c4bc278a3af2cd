const t0 = performance.now();
const { PGlite } = await import('@electric-sql/pglite');
const t1 = performance.now();
const { PrismaClient } = await import('/work/main/src/generated/prisma/client.ts');
const t2 = performance.now();
await import('@slack/bolt');
const t3 = performance.now();
await import('botbuilder');
const t4 = performance.now();
await import('natural/lib/natural/stemmers/index.js');
const t5 = performance.now();
await import('chrono-node');
await import('luxon');
const t6 = performance.now();
await import('pino');
await import('zod');
const t7 = performance.now();
console.log({
  pglite: t1 - t0,
  prisma: t2 - t1,
  bolt: t3 - t2,
  bb: t4 - t3,
  nat: t5 - t4,
  chrono: t6 - t5,
  pz: t7 - t6,
  rss: process.memoryUsage().rss / 1e6,
});

import fs from 'node:fs';

fs.rmSync('/tmp/pgt', { recursive: true, force: true });
let t = performance.now();
let pg = await PGlite.create('/tmp/pgt');
await pg.query('select 1');
console.log('new', performance.now() - t, process.memoryUsage().rss / 1e6);
t = performance.now();
const d = await pg.dumpDataDir('none');
console.log('dump', performance.now() - t, d.size / 1e6);
fs.writeFileSync('/tmp/pgt.tar', Buffer.from(await d.arrayBuffer()));
await pg.close();
t = performance.now();
pg = await PGlite.create('/tmp/pgt');
await pg.query('select 1');
console.log('reopen', performance.now() - t, process.memoryUsage().rss / 1e6);
await pg.close();
fs.rmSync('/tmp/pgt2', { recursive: true, force: true });
t = performance.now();
pg = await PGlite.create({
  dataDir: '/tmp/pgt2',
  loadDataDir: new Blob([fs.readFileSync('/tmp/pgt.tar')]),
});
await pg.query('select 1');
console.log('load', performance.now() - t, process.memoryUsage().rss / 1e6);
t = performance.now();
pg = await PGlite.create({ loadDataDir: new Blob([fs.readFileSync('/tmp/pgt.tar')]) });
await pg.query('select 1');
console.log('load mem', performance.now() - t, process.memoryUsage().rss / 1e6);
