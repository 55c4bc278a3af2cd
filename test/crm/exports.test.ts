import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import type { MemberRole } from '../../src/crm/context.ts';
import { anImportWorld, type ImportWorld } from '../harness/import-world.ts';

const maya = { name: 'Maya', role: 'manager' } as const;

type Options = NonNullable<Parameters<typeof anImportWorld>[1]>;

/** A world where a manager has so many deals, every other one of Bob, who reports to her. */
async function aWorldOfDeals(count: number, options: Options = {}): Promise<ImportWorld> {
  const world = await anImportWorld(maya, options);
  await world.person({ name: 'Bob', role: 'rep' });
  await world.dropper.says('add account Acme');
  const { organizationId: id } = world;
  await world.db.inOrganization(id, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "Deal" ("id", "organizationId", "number", "name", "nameKey", "accountId", "pipelineId", "stageId", "ownerId",
        "createdAt", "updatedAt", "stageEnteredAt", "lastActivityAt")
      SELECT gen_random_uuid(), ${id}::uuid, n, '=Deal ' || n, 'deal', a."id", s."pipelineId", s."id",
        CASE WHEN n % 2 = 0 THEN b."id" ELSE a."ownerId" END, a."createdAt", a."createdAt", a."createdAt", a."createdAt"
      FROM generate_series(1, ${count}::int) n
      JOIN "Account" a ON a."organizationId" = ${id}::uuid
      JOIN "Member" b ON b."organizationId" = ${id}::uuid AND b."name" = 'Bob'
      JOIN (SELECT * FROM "Stage" WHERE "organizationId" = ${id}::uuid ORDER BY "position" LIMIT 1) s ON true`;
  });
  await world.db.inOrganization(id, async (tx) => {
    const team = await tx.team.create({
      data: { organizationId: id, name: 'North' },
    });
    const her = { organizationId: id, name: 'Maya' };
    await tx.member.updateMany({ where: her, data: { teamId: team.id } });
    const { id: managerId } = await tx.member.findFirstOrThrow({ where: her });
    const bob = { organizationId: id, name: 'Bob' };
    await tx.member.updateMany({ where: bob, data: { managerId } });
  });
  return world;
}

async function bobLeaves({ db, organizationId }: ImportWorld) {
  await db.inOrganization(organizationId, (tx) =>
    tx.member.updateMany({ where: { organizationId, name: 'Bob' }, data: { managerId: null } }),
  );
}

async function becomes({ db, organizationId }: ImportWorld, role: MemberRole) {
  await db.inOrganization(organizationId, (tx) =>
    tx.member.updateMany({ where: { organizationId, name: 'Maya' }, data: { role } }),
  );
}

/** An export of all deals whose process stops after two pages, 4,000 of its rows. */
async function halfDone(count: number): Promise<ImportWorld> {
  const first: { app: App | null } = { app: null };
  const world = await aWorldOfDeals(count, {
    outsidersReadLater: () => {
      first.app?.background.pause();
      return false;
    },
  });
  first.app = world.app;
  await world.dropper.says('export all deals');
  await world.settled();
  first.app = null;
  expect((await jobs(world))[0]).toMatchObject({ done: 4000, total: count });
  return world;
}

/** The next process takes up what is left. */
async function goesOn(world: ImportWorld): Promise<void> {
  const next = await world.again();
  await next.background.sweep(true);
  await next.background.idle();
}

const jobs = ({ db, organizationId }: ImportWorld) =>
  db.inOrganization(organizationId, (tx) => tx.exportJob.findMany({ where: { organizationId } }));
const parts = ({ db, organizationId }: ImportWorld) =>
  db.inOrganization(organizationId, (tx) => tx.exportPart.count({ where: { organizationId } }));
const said = (world: ImportWorld): string[] => world.posts.map(({ reply }) => reply.text);
const files = (world: ImportWorld) =>
  world.posts.flatMap(({ reply }) =>
    reply.blocks.flatMap((block) => (block.kind === 'file' ? [block.file] : [])),
  );
const rowsOf = async (world: ImportWorld): Promise<string[]> =>
  (await world.fileNamed(/deals-.*\.csv$/)).trimEnd().split('\r\n').slice(1);
const numbers = (rows: readonly string[]): number[] =>
  rows.map((row) => Number(/^D-(\d+),/.exec(row)?.[1]));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe('an export of many records', { timeout: 120_000 }, () => {
  it('is answered at once, tells how far it is, and hands over its file at the end', async () => {
    const world = await aWorldOfDeals(4500);
    const heard = await world.dropper.says('export all deals');
    expect(heard.text).toMatch(/Exporting 4,500 deals\. The file comes here/);
    expect(await world.settled()).toMatch(/Exported 4,500 deals/);
    expect(said(world).join('\n')).toMatch(/Exporting deals: 2,000 of 4,500/);
    const rows = await rowsOf(world);
    expect(numbers(rows)).toEqual(upTo(4500));
    // What a spreadsheet program would run is text.
    expect(rows[0]).toMatch(/^D-1,"'=Deal 1",Acme,/);
    expect(await world.fileNamed(/deals/)).toMatch(/^\uFEFFNumber,Name,Account/);
    expect([await jobs(world), await parts(world)]).toEqual([[], 0]);
  });

  it('goes on after a crash where it stood: no row is missing, none comes twice', async () => {
    const world = await halfDone(5000);
    expect(files(world)).toEqual([]);
    await goesOn(world);
    expect(numbers(await rowsOf(world))).toEqual(upTo(5000));
    expect(files(world)).toHaveLength(1);
  });

  it('comes once when two processes take each other for dead', async () => {
    const world = await halfDone(4100);
    const replicas = [await world.again(), await world.again()];
    await Promise.all(replicas.map(({ background }) => background.sweep(true)));
    await Promise.all(replicas.map(({ background }) => background.idle()));
    expect(files(world)).toHaveLength(1);
    expect(numbers(await rowsOf(world))).toEqual(upTo(4100));
  });

  it('is an Excel workbook when that was asked for', async () => {
    const world = await aWorldOfDeals(3001);
    await world.dropper.says('export all deals to excel');
    await world.settled();
    const [file] = files(world);
    expect(file?.name).toMatch(/\.xlsx$/);
    const stored = await world.app.assistant.file(file?.id ?? '');
    const rows = await readSheet(Buffer.from(stored?.content ?? []));
    expect(rows).toHaveLength(3002);
    expect(rows[1]?.slice(0, 3)).toEqual(['D-1', '=Deal 1', 'Acme']);
  });

  it('is stopped by a word in the middle, and leaves nothing behind', async () => {
    const world = await halfDone(5000);
    const heard = await world.dropper.says('stop the export');
    expect(heard.text).toMatch(/The export is stopped/);
    await goesOn(world);
    expect(files(world)).toEqual([]);
    expect([await jobs(world), await parts(world)]).toEqual([[], 0]);
  });

  it('shows nothing of people who are not hers any more, though it had read it', async () => {
    const world = await halfDone(5000);
    await bobLeaves(world);
    await goesOn(world);
    expect(numbers(await rowsOf(world))).toEqual(upTo(5000).filter((n) => n % 2 === 1));
    expect(said(world).at(-1)).toMatch(/Exported 2,500 deals/);
  });

  it('shows no more than she could see when she asked', async () => {
    const world = await halfDone(5000);
    const { db, organizationId } = world;
    await becomes(world, 'admin');
    await db.inOrganization(organizationId, async (tx) => {
      const owner = await tx.member.create({
        data: { organizationId, name: 'Carla', nameKey: 'carla', role: 'rep' },
      });
      await tx.deal.updateMany({
        where: { organizationId, number: { gt: 4500 } },
        data: { ownerId: owner.id },
      });
    });
    await goesOn(world);
    expect(numbers(await rowsOf(world))).toEqual(upTo(4500));
  });

  it('is not made for somebody who may not export any more', async () => {
    const world = await halfDone(5000);
    await becomes(world, 'viewer');
    await goesOn(world);
    expect(said(world).at(-1)).toMatch(/you may not export any more/);
    expect(files(world)).toEqual([]);
    expect([await jobs(world), await parts(world)]).toEqual([[], 0]);
  });

  it('is not shown where people from outside read along by now', async () => {
    const world = await aWorldOfDeals(3500, { outsidersReadLater: () => true });
    await world.dropper.says('export all deals');
    expect(await world.settled()).toMatch(/People from outside read along here by now/);
    expect(said(world).join('\n')).not.toMatch(/2,000 of|Exported/);
    expect(files(world)).toEqual([]);
  });
});

describe('a short export', () => {
  it('comes with the answer', async () => {
    const world = await aWorldOfDeals(3);
    const heard = await world.dropper.says('export all deals');
    expect(heard.text).toMatch(/Exported 3 deals/);
    expect(numbers(await rowsOf(world))).toEqual([1, 2, 3]);
    expect(await jobs(world)).toEqual([]);
  });
});
