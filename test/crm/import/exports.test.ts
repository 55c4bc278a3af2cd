import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { anImportWorld } from '../../harness/import-world.ts';

const DEALS =
  'deal,account,amount,currency,stage,close date,next step\nRenewal,Acme,1234.5,EUR,proposal,2026-03-31,=1+1\nPilot,Globex,5000,USD,won,2026-02-01,\n';

async function withDeals() {
  const world = await anImportWorld();
  await world.drops('deals.csv', DEALS);
  await world.dropper.says('yes');
  await world.settled();
  const answered = async (text: string) => {
    const { reply } = await world.dropper.says(text);
    const file = reply?.blocks.flatMap((b) => (b.kind === 'file' ? [b.file] : []))[0];
    const found = file === undefined ? null : await world.app.assistant.file(file.id);
    return {
      text: reply?.text ?? '',
      name: file?.name,
      content: Buffer.from(found?.content ?? []),
    };
  };
  return { world, answered };
}

describe('an export', { timeout: 90_000 }, () => {
  it('imports again without a change, in either language', async () => {
    const { world, answered } = await withDeals();
    for (const words of ['export all deals', '导出所有商机']) {
      const { content, name } = await answered(words);
      expect(name).toBe('deals-2026-03-18.csv');
      await world.drops('deals.csv', content);
      await world.dropper.says('yes');
      expect(await world.settled()).toMatch(
        /0 added, 0 updated, 2 as they were, 0 rows not taken|新增 0，更新 0，未变 2，未导入 0/,
      );
    }
  });

  it('holds the fields that the organization added, and they import again', async () => {
    const { world, answered } = await withDeals();
    for (const line of [
      'add a field Contract type to deals with the choices monthly/月付 and annual/年付',
      'add a date field Launch to deals',
      'add a money field Margin to deals',
      'add a yes/no field Strategic to deals',
      'add a person field Sponsor to deals',
      'set contract type of D-1 to annual',
      'set launch of D-1 to 2026-05-01',
      'set margin of D-1 to 250 EUR',
      'set strategic of D-1 to yes',
      'set sponsor of D-1 to Maya',
    ])
      expect((await world.dropper.says(line)).text, line).not.toMatch(/did not understand|Which/);
    const exported = (await answered('export all deals')).content.toString('utf8');
    expect(exported).toMatch(/Contract type,Launch,Margin,Strategic,Sponsor\r\n/);
    expect(exported).toMatch(/D-1,.*annual,2026-05-01,250 EUR,yes,Maya\r\n/);
    expect((await answered('导出所有商机')).content.toString('utf8')).toMatch(
      /年付,2026-05-01,250 EUR,是,Maya/,
    );
    for (const content of [exported, (await answered('导出所有商机')).content]) {
      await world.drops('deals.csv', content);
      await world.dropper.says('yes');
      expect(await world.settled()).toMatch(
        /0 updated, 2 as they were, 0 rows not taken|更新 0，未变 2/,
      );
    }
    await world.drops('deals.csv', exported.replace('250 EUR', '300 EUR'));
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/1 updated|更新 1/);
    expect((await world.dropper.says('show D-1')).text).toMatch(/Margin.*€300|Margin: €300/);
  });

  it('tells the pipeline of each deal and when it was created, and an import takes both', async () => {
    const { world, answered } = await withDeals();
    await world.dropper.says('create a pipeline Partners');
    await world.drops(
      'deals.csv',
      'deal,account,amount,pipeline,stage,created,closed on\nOld one,Acme,100,Partners,won,2025-01-10,2025-04-20\nLate,Acme,100,Partners,won,2025-05-10,2025-04-20\nOdd,Acme,100,Nowhere,won,2025-01-10,\n',
    );
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/1 added.*2 rows not taken/);
    const exported = (await answered('export all deals')).content.toString('utf8');
    expect(exported).toMatch(/Old one,Acme,100,USD,Partners,Won,,2025-04-20,2025-01-10,/);
    await world.drops(
      'deals.csv',
      exported.replace('EUR,Sales,Proposal', 'EUR,Partners,Negotiation'),
    );
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/0 added, 1 updated, 2 as they were, 0 rows not taken/);
    expect((await world.dropper.says('show D-1')).text).toMatch(/Partners/);
    expect((await world.dropper.says('stage history of Old one')).text).toMatch(/2025/);
  });

  it('runs no formula and keeps numbers as numbers', async () => {
    const { answered } = await withDeals();
    const text = (await answered('export all deals')).content.toString('utf8');
    expect(text).toMatch(
      /^\uFEFFNumber,Name,Account,Value,Currency,Pipeline,Stage,Expected close,Closed on,Created on/,
    );
    expect(text).toMatch(
      /D-1,Renewal,Acme,1234\.5,EUR,Sales,Proposal,2026-03-31,,2026-03-18,.*,"'=1\+1",/,
    );
  });

  it('is an Excel workbook where that is asked for', async () => {
    const { answered } = await withDeals();
    const { content, name } = await answered('export all deals to excel');
    expect(name).toMatch(/\.xlsx$/);
    const rows = await readSheet(content);
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      ['Number', 'Name', 'Account', 'Value', 'Currency'],
      ['D-1', 'Renewal', 'Acme', 1234.5, 'EUR'],
      ['D-2', 'Pilot', 'Globex', 5000, 'USD'],
    ]);
  });

  it.each([
    ['export deals in proposal', ['Renewal']],
    ['export open deals', ['Renewal']],
    ['export deals closing this month', ['Renewal']],
    ['导出赢单的商机', ['Pilot']],
    ['export deals over 2000', ['Pilot']],
  ])('takes the words of the lists: %s', async (words, names) => {
    const { answered } = await withDeals();
    const lines = (await answered(words)).content.toString('utf8').trim().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',')[1])).toEqual(names);
  });

  it('compares amounts with a bound as a list does', async () => {
    const { world, answered } = await withDeals();
    await world.dropper.says('1 EUR = 1.08 USD');
    await world.dropper.says('log a deal called Edge with Acme worth 1250 EUR');
    await world.dropper.says('log a deal called Yen with Acme worth 900000 JPY');
    for (const [bound, listed] of [
      ['over $1,300', ['Renewal', 'Edge']],
      // 1234.5 EUR are worth $1,333.26 exactly.
      ['over $1,333.26', ['Renewal', 'Edge']],
      ['over $1,333.27', ['Edge']],
      ['under $1,333.26', ['Renewal']],
    ] as const) {
      const { text } = await world.dropper.says(`show deals ${bound}`);
      expect(['Renewal', 'Edge', 'Yen'].filter((name) => text.includes(name))).toEqual(listed);
      const exported = await answered(`export open deals ${bound}`);
      const lines = exported.content.toString('utf8').trim().split('\r\n').slice(1);
      expect(lines.map((line) => line.split(',')[1])).toEqual(listed);
      expect(exported.text).toMatch(/Compared by what they are worth in USD.*JPY are left out/);
    }
  });

  it('of nothing says so', async () => {
    const { answered } = await withDeals();
    expect((await answered('export leads')).text).toMatch(/There are no leads to export/);
  });

  it('holds what the person may see, and is not for reps', async () => {
    const { world } = await withDeals();
    const { db, organizationId } = world;
    await db.inOrganization(organizationId, async (tx) => {
      const [east, west] = await Promise.all(
        ['East', 'West'].map((name) => tx.team.create({ data: { organizationId, name } })),
      );
      await tx.member.updateMany({ where: { organizationId }, data: { teamId: east?.id ?? null } });
      await tx.member.create({
        data: {
          organizationId,
          name: 'Wanda',
          nameKey: 'wanda',
          role: 'manager',
          teamId: west?.id ?? null,
        },
      });
    });
    const wanda = await world.person({ name: 'Wanda', role: 'manager' });
    expect((await wanda.says('export all deals')).text).toMatch(/There are no deals to export/);
    const dana = await world.person({ name: 'Dana', role: 'rep' });
    expect((await dana.says('export all deals')).text).toMatch(/may not/);
  });
});
