import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { anImportWorld, type ImportWorld } from '../../harness/import-world.ts';
import { until } from '../../harness/until.ts';

const DEALS = 'deal,account,amount,stage,close date\n';

async function deals(world: ImportWorld) {
  return world.db.inOrganization(world.organizationId, (tx) =>
    tx.deal.findMany({
      where: { organizationId: world.organizationId, deletedAt: null },
      include: { account: true, stage: true },
      orderBy: { number: 'asc' },
    }),
  );
}

async function cursor(world: ImportWorld): Promise<number> {
  const batch = await world.db.inOrganization(world.organizationId, (tx) =>
    tx.importBatch.findFirstOrThrow({ where: { organizationId: world.organizationId } }),
  );
  return batch.cursor;
}

async function imported(world: ImportWorld, name: string, content: string | Uint8Array) {
  await world.drops(name, content);
  await world.dropper.says('yes');
  return world.settled();
}

describe('an import', { timeout: 90_000 }, () => {
  it('shows what would come in, writes nothing before the word, and brings accounts along', async () => {
    const world = await anImportWorld();
    const shown = await world.drops(
      'deals.csv',
      `${DEALS}Renewal,Acme Inc,"$1,234.50",Closed Won,2026-01-31\nPilot,Globex,5000,proposal,2026-05-01\n`,
    );
    expect(shown.text).toMatch(/Import deals: deals\.csv, 2 rows/);
    expect(shown.text).toMatch(/2 new, 0 there already/);
    expect(await deals(world)).toEqual([]);
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/2 added/);
    expect(
      (await deals(world)).map((d) => [
        d.name,
        d.account.name,
        d.amount?.toFixed(2),
        d.currency,
        d.stage.key,
      ]),
    ).toEqual([
      ['Renewal', 'Acme Inc', '1234.50', 'USD', 'won'],
      ['Pilot', 'Globex', '5000.00', 'USD', 'proposal'],
    ]);
  });

  it('is dropped by a no', async () => {
    const world = await anImportWorld();
    await world.drops('deals.csv', `${DEALS}Renewal,Acme,1,proposal,2026-01-31\n`);
    await world.dropper.says('no');
    await world.settled();
    expect(await deals(world)).toEqual([]);
  });

  it('updates what is there instead of doubling it, and changes nothing where nothing differs', async () => {
    const world = await anImportWorld();
    const file = `${DEALS}Renewal,Acme,1000,proposal,2026-01-31\n`;
    await imported(world, 'deals.csv', file);
    expect(await imported(world, 'deals.csv', file)).toMatch(/0 added, 0 updated, 1 as they were/);
    expect(await imported(world, 'deals.csv', file.replace('1000', '2000'))).toMatch(
      /0 added, 1 updated/,
    );
    expect((await deals(world)).map((d) => d.amount?.toFixed())).toEqual(['2000']);
  });

  it('only adds, or only updates, where the person says so', async () => {
    const world = await anImportWorld();
    await imported(world, 'deals.csv', `${DEALS}Renewal,Acme,1000,proposal,2026-01-31\n`);
    await world.drops(
      'deals.csv',
      `${DEALS}Renewal,Acme,9,proposal,2026-01-31\nPilot,Acme,7,proposal,2026-01-31\n`,
    );
    await world.dropper.says('only add new ones');
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/1 added, 0 updated, 1 as they were/);
    await world.drops(
      'deals.csv',
      `${DEALS}Renewal,Acme,9,proposal,2026-01-31\nOther,Acme,7,proposal,2026-01-31\n`,
    );
    await world.dropper.says('only update existing records');
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/0 added, 1 updated, 0 as they were, 1 row not taken/);
  });

  it('is undone whole, its updates and its accounts too', async () => {
    const world = await anImportWorld();
    await imported(world, 'deals.csv', `${DEALS}Renewal,Acme,1000,proposal,2026-01-31\n`);
    const many = Array.from(
      { length: 700 },
      (_, i) => `Deal ${i},Company ${i},${i},proposal,2026-02-01`,
    );
    await imported(
      world,
      'deals.csv',
      `${DEALS}Renewal,Acme,5000,won,2026-01-31\n${many.join('\n')}\n`,
    );
    expect(await deals(world)).toHaveLength(701);
    await world.dropper.says('undo the import');
    expect(await world.settled()).toMatch(/The import is undone/);
    expect(
      (await deals(world)).map((d) => [d.name, d.amount?.toFixed(), d.stage.key, d.closedOn]),
    ).toEqual([['Renewal', '1000', 'proposal', null]]);
    const accounts = await world.db.inOrganization(world.organizationId, (tx) =>
      tx.account.findMany({ where: { organizationId: world.organizationId, deletedAt: null } }),
    );
    expect(accounts.map(({ name }) => name)).toEqual(['Acme']);
  });

  it('leaves alone what others changed since, and says so', async () => {
    const world = await anImportWorld();
    const many = Array.from(
      { length: 300 },
      (_, i) => `Deal ${i},Company ${i},${i},proposal,2026-02-01`,
    );
    await imported(world, 'deals.csv', `${DEALS}${many.join('\n')}\n`);
    const colleague = await world.person({ name: 'Bob', role: 'admin' });
    await colleague.says('move D-7 to negotiation');
    await world.dropper.says('undo the import');
    expect(await world.settled()).toMatch(/Left alone: Deal 6, because Bob changed it since/);
    expect((await deals(world)).map((d) => d.name)).toEqual(['Deal 6']);
  });

  it('goes on after a crash where it stood, and takes no row twice', {
    timeout: 120_000,
  }, async () => {
    const world = await anImportWorld();
    const many = Array.from(
      { length: 3000 },
      (_, i) => `Deal ${i},Company ${i % 50},${i},proposal,2026-02-01`,
    );
    await world.drops('deals.csv', `${DEALS}${many.join('\n')}\n`);
    await world.dropper.says('yes');
    await until(
      () => world.posts.some(({ reply }) => /Importing/.test(reply.text)),
      60_000,
      'a bar',
    );
    world.app.imports.pause();
    await world.app.imports.idle();
    expect(await cursor(world)).toBeLessThan(3000);
    const next = await world.again();
    await next.imports.sweep(true);
    await next.imports.idle();
    expect(await deals(world)).toHaveLength(3000);
    expect(world.posts.at(-1)?.reply.text).toMatch(/3,000 added/);
  });

  it('returns bad rows as a file that says why, and takes the corrected file', async () => {
    const world = await anImportWorld();
    const told = await imported(
      world,
      'deals.csv',
      `${DEALS}Renewal,Acme,a lot,proposal,2026-01-31\nPilot,,5,proposal,2026-01-31\nGood,Acme,7,proposal,2026-01-31\nOdd,Acme,5,nowhere,2026-01-31\n`,
    );
    expect(told).toMatch(/1 added.*3 rows not taken/);
    const file = await world.fileNamed(/rows-to-correct\.csv$/);
    expect(file).toMatch(/"?Renewal"?,Acme,a lot,proposal,2026-01-31,.*is no number/);
    expect(file).toMatch(/Pilot,,5,proposal,2026-01-31,a deal needs an account/);
    expect(file).toMatch(/there is no stage “nowhere”/);
    const corrected = file
      .replace('a lot', '900')
      .replace('Pilot,,', 'Pilot,Globex,')
      .replace('nowhere', 'won');
    await world.drops('deals-rows-to-correct.csv', corrected);
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/3 added/);
  });

  it('takes nothing when one row is bad and the person wants all or nothing', async () => {
    const world = await anImportWorld();
    await world.drops(
      'deals.csv',
      `${DEALS}Renewal,Acme,1,proposal,2026-01-31\nBad,Acme,x,proposal,2026-01-31\n`,
    );
    await world.dropper.says('all or nothing');
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/did not come in.*1 row not taken/s);
    expect(await deals(world)).toEqual([]);
  });

  it('is corrected by words: a column, a spelling, a value for what is empty', async () => {
    const world = await anImportWorld();
    await world.drops(
      'pipeline.csv',
      'x1,x2,x3\nRenewal,Acme,GTXPro\nPilot,,GTXPro\n',
      'import these deals',
    );
    await world.dropper.says('column 1 is the name');
    await world.dropper.says('column 2 is the account');
    const shown = await world.dropper.says('第3列是产品');
    expect(shown.text).toMatch(/产品|Product/);
    await world.dropper.says('GTXPro means GTX Pro');
    await world.dropper.says('deals without an account go to Unassigned');
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/2 added/);
    expect((await deals(world)).map((d) => [d.name, d.account.name, d.product])).toEqual([
      ['Renewal', 'Acme', 'GTX Pro'],
      ['Pilot', 'Unassigned', 'GTX Pro'],
    ]);
  });

  it('is not for reps', async () => {
    const world = await anImportWorld({ name: 'Dana', role: 'rep' });
    const heard = await world.drops('deals.csv', `${DEALS}Renewal,Acme,1,proposal,2026-01-31\n`);
    expect(heard.text).toMatch(/may not/);
  });

  it('reads an Excel workbook', async () => {
    const world = await anImportWorld();
    const rows = [
      ['商机名称', '客户名称', '金额', '阶段', '预计成交日期'],
      ['续约', '云帆科技有限公司', 1_200_000, '谈判', '2026年5月1日'],
    ];
    const told = await imported(world, '商机.xlsx', await writeExcelFile(rows).toBuffer());
    expect(told).toMatch(/1 added/);
    expect(
      (await deals(world)).map((d) => [d.name, d.account.name, d.amount?.toFixed(), d.stage.key]),
    ).toEqual([['续约', '云帆科技有限公司', '1200000', 'negotiation']]);
  });
});

describe('a bad file', { timeout: 90_000 }, () => {
  const bomb = () => {
    const zeros = new Uint8Array(110_000_000);
    return zipSync({ 'xl/worksheets/sheet1.xml': zeros }, { level: 1 });
  };
  it.each<[string, string, () => string | Uint8Array, RegExp]>([
    ['is empty', 'deals.csv', () => '', /it is empty/],
    ['holds a header only', 'deals.csv', () => DEALS, /no rows/],
    [
      'has 300 columns',
      'wide.csv',
      () => `${Array.from({ length: 300 }, (_, i) => `c${i}`).join()}\n${'1,'.repeat(299)}1\n`,
      /300 columns, and I read at most 200/,
    ],
    ['is a zip bomb', 'bomb.xlsx', bomb, /unpacks to more than 100 MB/],
    ['is full of NUL bytes', 'deals.csv', () => Buffer.alloc(5000), /NUL bytes/],
    ['is an old workbook', 'deals.xls', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old \.xls/],
    [
      'is a zip but no workbook',
      'x.xlsx',
      () => zipSync({ a: new Uint8Array(10) }),
      /no Excel workbook/,
    ],
  ])('that %s gets a clear answer', async (_, name, content, answer) => {
    const world = await anImportWorld();
    expect((await world.drops(name, content())).text).toMatch(answer);
    await world.settled();
    expect(await deals(world)).toEqual([]);
  });

  it('of 2 GB is not fetched', async () => {
    const world = await anImportWorld();
    const file = { name: 'huge.csv', mediaType: 'text/csv', size: 2_000_000_000, source: {} };
    const heard = await world.dropper.sends({ kind: 'text', text: '', files: [file] });
    expect(heard.text).toMatch(/huge\.csv is larger than 50 MB/);
  });
});

describe('bad rows', { timeout: 90_000 }, () => {
  const reasons = async (content: string): Promise<string> => {
    const world = await anImportWorld();
    await imported(world, 'deals.csv', content);
    return world.fileNamed(/rows-to-correct/);
  };
  it('that are ragged are told', async () => {
    const file = await reasons(
      `${DEALS}A,Acme,1,proposal,2026-01-31,extra\nB,Acme\nC,Acme,1,proposal,2026-01-31\n`,
    );
    expect(file).toMatch(/6 cells, more than the header has/);
    expect(file).toMatch(/only 2 cells, fewer/);
  });
  it('with days that could be two are told, those that can only be one are read', async () => {
    const file = await reasons(
      `${DEALS}A,Acme,1,proposal,31/12/2026\nB,Acme,1,proposal,12/31/2026\nC,Acme,1,proposal,2026-12-31\nD,Acme,1,proposal,03/04/2026\n`,
    );
    expect(file.trim().split('\r\n')).toHaveLength(2);
    expect(file).toMatch(/D,Acme.*could be two days/);
  });
  it('with a NUL byte are told', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `Deal ${i},Acme,1,proposal,2026-01-31`).join(
      '\n',
    );
    expect(await reasons(`${DEALS}${rows}\nA\0,Acme,1,proposal,2026-01-31\n`)).toMatch(
      /holds a NUL byte/,
    );
  });
  it('that name a record of another organization find none', async () => {
    const other = await anImportWorld();
    await imported(other, 'deals.csv', `${DEALS}A,Acme,1,proposal,2026-01-31\n`);
    const file = await reasons(`number,${DEALS}D-1,Stolen,Acme,1,proposal,2026-01-31\n`);
    expect(file).toMatch(/there is no record 1 here/);
    expect((await deals(other)).map((d) => d.name)).toEqual(['A']);
  });
  it('that stand twice under one header are read from the first of the columns', async () => {
    const world = await anImportWorld();
    const shown = await world.drops('deals.csv', 'deal,account,account\nA,Acme,Globex\n');
    expect(shown.text).toMatch(/stand there twice: account/);
    await world.dropper.says('yes');
    await world.settled();
    expect((await deals(world)).map((d) => d.account.name)).toEqual(['Acme']);
  });
});
