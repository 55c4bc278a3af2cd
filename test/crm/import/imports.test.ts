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

  it('tells nothing of it where people from outside read along by the time it is done', async () => {
    let outside = false;
    const world = await anImportWorld(undefined, { outsidersReadLater: () => outside });
    await world.drops('deals.csv', `${DEALS}Renewal,Acme Inc,100,proposal,2026-05-01\n`);
    outside = true;
    await world.dropper.says('yes');
    const told = await world.settled();
    expect(told).toMatch(/People from outside read along/);
    expect(told).not.toMatch(/added|deals\b/);
    expect(await deals(world)).toHaveLength(1);
  });

  it('freezes the rate of the day a deal closed, and leaves a deal in its own pipeline', async () => {
    const world = await anImportWorld();
    await world.dropper.says('1 EUR = 1.10 USD from 2026-01-01');
    await world.dropper.says('1 EUR = 1.20 USD from 2026-02-01');
    await imported(
      world,
      'deals.csv',
      `${DEALS}Early,Acme,100 EUR,Closed Won,2026-01-15\nLate,Acme,100 EUR,lost,2026-02-15\nOpen,Acme,100 EUR,proposal,2026-06-01\nOwn,Acme,$100,won,2026-02-15\n`,
    );
    const rates = async () => (await deals(world)).map((d) => d.rate?.toFixed() ?? null);
    expect(await rates()).toEqual(['1.1', '1.2', null, null]);
    await world.dropper.says('create a pipeline Partners with stages Intro, Pitch');
    await world.dropper.says('move D-3 to Intro in the Partners pipeline');
    const [, , before] = await deals(world);
    expect(before?.stage.nameEn).toBe('Intro');
    await imported(world, 'deals.csv', `number,stage\nD-1,proposal\nD-3,won\n`);
    const [first, , third] = await deals(world);
    expect([first?.status, first?.rate, first?.closedOn]).toEqual(['open', null, null]);
    expect([
      third?.status,
      third?.pipelineId === before?.pipelineId,
      third?.rate?.toFixed(),
    ]).toEqual(['won', true, '1.2']);
    expect(third?.stage.pipelineId).toBe(before?.pipelineId);
    const told = await imported(world, 'deals.csv', `number,stage\nD-3,negotiation\n`);
    expect(told).toMatch(/1 row not taken/);
  });

  it('writes own fields as a person does: the history tells them, undo takes each back alone', async () => {
    const world = await anImportWorld();
    await world.dropper.says('add a field contract type to accounts with options annual, monthly');
    await world.dropper.says('add a text field tier to accounts');
    await imported(world, 'accounts.csv', 'name,contract type,tier\nAcme,annual,gold\n');
    expect((await world.dropper.says('history of Acme')).text).toMatch(/contract type.*annual/);
    await imported(world, 'accounts.csv', 'name,contract type\nAcme,monthly\n');
    await world.dropper.says("set Acme's tier to silver");
    await world.dropper.says('undo the import');
    await world.settled();
    const { db, organizationId } = world;
    const [acme] = await db.inOrganization(organizationId, (tx) =>
      tx.account.findMany({ where: { organizationId } }),
    );
    expect(acme?.custom).toEqual({ contractType: 'annual', tier: 'silver' });
  });

  it('reads what is said for all rows as it reads a cell, and a colleague in an own field', async () => {
    const world = await anImportWorld();
    await world.dropper.says('add a member field backup to deals');
    await world.drops(
      'deals.csv',
      'deal,account,amount,backup\nRenewal,Acme,100,Maya\nPilot,Acme,5,Nobody\n',
    );
    await world.dropper.says('rows without a stage go to Negotiation');
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/1 added.*1 row not taken/);
    const [deal, ...others] = await deals(world);
    expect(others).toEqual([]);
    expect(deal?.stage.key).toBe('negotiation');
    expect(deal?.custom).toEqual({ backup: { member: deal?.ownerId } });
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
    world.app.background.pause();
    await world.app.background.idle();
    expect(await cursor(world)).toBeLessThan(3000);
    const next = await world.again();
    await next.background.sweep(true);
    await next.background.idle();
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
    expect(file).toMatch(/Pilot,,5,proposal,2026-01-31,the account is missing/);
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
    expect(await world.settled()).toMatch(/did not come in: 1 row has a problem/s);
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

describe('an import that runs', { timeout: 90_000 }, () => {
  const many = (count: number) =>
    `${DEALS}${Array.from({ length: count }, (_, i) => `Deal ${i},Acme,1,proposal,2026-01-31`).join('\n')}\n`;
  /** Confirmed, and not begun yet. */
  async function confirmed(world: ImportWorld, rows: number) {
    await world.drops('deals.csv', many(rows));
    world.app.background.pause();
    await world.dropper.says('yes');
    await world.settled();
    const { organizationId, db } = world;
    return db.inOrganization(organizationId, (tx) =>
      tx.importBatch.findFirstOrThrow({ where: { organizationId, status: 'running' } }),
    );
  }

  it('stops where another process has gone on with it: no row comes in twice', async () => {
    const world = await anImportWorld();
    await confirmed(world, 1200);
    // Each takes the other one for dead.
    const replicas = [await world.again(), await world.again()];
    await Promise.all(replicas.map(({ background }) => background.sweep(true)));
    await Promise.all(replicas.map(({ background }) => background.idle()));
    expect(await deals(world)).toHaveLength(1200);
    expect(await cursor(world)).toBe(1200);
    expect(world.posts.filter(({ reply }) => /1,200 added/.test(reply.text))).toHaveLength(1);
  });

  it('fails for good when its member may not import any more', async () => {
    const world = await anImportWorld();
    const { id, actorId } = await confirmed(world, 2);
    const { db, organizationId } = world;
    await db.inOrganization(organizationId, (tx) =>
      tx.member.update({ where: { id: actorId }, data: { role: 'viewer' } }),
    );
    const next = await world.again();
    await next.background.sweep(true);
    await next.background.idle();
    const batch = await db.inOrganization(organizationId, (tx) =>
      tx.importBatch.findUniqueOrThrow({ where: { id } }),
    );
    expect(batch.status).toBe('failed');
    expect(await deals(world)).toEqual([]);
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

  it('asks about accounts that are only alike, and does as it is told', async () => {
    const world = await anImportWorld();
    const { dropper } = world;
    for (const name of ['Acme Inc', 'Globex', '云帆科技有限公司'])
      await dropper.says(`add account ${name}`);
    const deals =
      'deal,account,amount\nOne,Acme GmbH,1\nTwo,"Acme, Inc.",2\nThree,Globex Ltd,3\nFour,云帆科技集团,4\n';
    const asked = await world.drops('deals.csv', deals, 'import these deals');
    expect(asked.text).toMatch(
      /Only alike.*Acme GmbH ≈ Acme Inc \(A-1\); 云帆科技集团 ≈ 云帆科技有限公司/,
    );
    const told = await dropper.says('these are new accounts');
    expect(told.text).not.toMatch(/Only alike/);
    await dropper.says('yes');
    expect(await world.settled()).toMatch(/4 added.*0 rows not taken/);
    const names = await world.db.inOrganization(world.organizationId, (tx) =>
      tx.account.findMany({ orderBy: { number: 'asc' }, select: { name: true } }),
    );
    expect(names.map(({ name }) => name)).toEqual([
      'Acme Inc',
      'Globex',
      '云帆科技有限公司',
      'Acme GmbH',
      '云帆科技集团',
    ]);
    const more = 'company,industry\nGlobex AG,energy\nAcme AG,retail\n';
    await world.drops('accounts.csv', more, 'import these accounts');
    await dropper.presses('Confirm');
    expect(await world.settled()).toMatch(/1 updated.*1 row not taken.*Acme AG ≈ /s);
    await world.drops('accounts.csv', more, 'import these accounts');
    await dropper.presses('The alike are the same');
    await dropper.presses('Confirm');
    expect(await world.settled()).toMatch(/0 added, 1 updated/);
  });
});
