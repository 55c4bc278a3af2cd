import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { anImportWorld } from '../../harness/import-world.ts';

/** A public CRM export with its real defects, where it lies beside this checkout: `shared/data/crm`. */
const FOLDER = ['../../../../shared/data/crm', '../../../../../shared/data/crm']
  .map((path) => resolve(import.meta.dirname, path))
  .find((path) => existsSync(path));
const file = (name: string) => readFileSync(resolve(FOLDER ?? '', name));

it.skipIf(FOLDER === undefined)(
  'a public CRM export of 8,800 deals comes in, corrected in the chat (shared/data/crm)',
  { timeout: 300_000 },
  async () => {
    const world = await anImportWorld();
    await world.drops('accounts.csv', file('accounts.csv'));
    await world.dropper.says('technolgy means technology');
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(/85 added/);

    const shown = await world.drops('sales_pipeline.csv', file('sales_pipeline.csv'));
    expect(shown.text).toMatch(/Import deals: sales_pipeline\.csv, 8,800 rows/);
    expect(shown.text).toMatch(/1,425 rows without an account/);
    await world.dropper.says('GTXPro means GTX Pro');
    await world.dropper.says('rows without an account go to Unassigned');
    await world.dropper.says('yes');
    expect(await world.settled()).toMatch(
      /8,800 added, 0 updated, 0 as they were, 0 rows not taken/,
    );

    await world.db.inOrganization(world.organizationId, async (tx) => {
      const where = { organizationId: world.organizationId, deletedAt: null };
      expect(await tx.account.count({ where })).toBe(86);
      expect(await tx.account.count({ where: { ...where, industry: 'technology' } })).toBe(12);
      expect(await tx.deal.count({ where: { ...where, account: { name: 'Unassigned' } } })).toBe(
        1425,
      );
      expect(await tx.deal.count({ where: { ...where, product: 'GTXPro' } })).toBe(0);
      const won = await tx.deal.aggregate({
        where: { ...where, status: 'won' },
        _sum: { amount: true },
        _count: true,
      });
      const lines = file('sales_pipeline.csv').toString().trim().split(/\r?\n/).slice(1);
      const wins = lines.map((line) => line.split(',')).filter((cells) => cells[4] === 'Won');
      expect(won._count).toBe(wins.length);
      expect(won._sum.amount?.toNumber()).toBe(
        wins.reduce((sum, cells) => sum + Number(cells[7]), 0),
      );
    });
  },
);
