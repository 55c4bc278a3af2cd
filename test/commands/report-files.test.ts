import { beforeAll, describe, expect, it } from 'vitest';
import { aWorld, type Person, type World } from '../harness/world.ts';

/** Two people with deals that were won and lost around the first quarter of 2026, of odd cents, and their activities. */
let world: World;
let maya: Person;

beforeAll(async () => {
  world = await aWorld();
  maya = await world.person({ name: 'Maya', role: 'admin' });
  await world.person({ name: 'Dana', role: 'rep' });
  await maya.says('add account Acme');
  await world.db.inOrganization(world.organizationId, async (tx) => {
    const id = world.organizationId;
    await tx.$executeRaw`
      INSERT INTO "Deal" ("id", "organizationId", "number", "name", "nameKey", "accountId", "pipelineId", "stageId", "ownerId", "status",
        "amount", "currency", "closedOn", "createdAt", "updatedAt", "stageEnteredAt", "lastActivityAt", "deletedAt", "lossReason")
      SELECT gen_random_uuid(), ${id}::uuid, n, 'Deal ' || n, 'deal ' || n, a."id", s."pipelineId", s."id", m."id", s."kind"::text::"DealStatus",
        n * 37.13, 'USD', date '2025-12-01' + n * 3, '2025-11-01', '2025-11-01', '2025-11-01', '2025-11-01',
        CASE WHEN n % 11 = 0 THEN now() END, CASE WHEN s."kind" = 'lost' THEN 'price' END
      FROM generate_series(1, 60) n
      JOIN "Account" a ON a."organizationId" = ${id}::uuid
      JOIN "Member" m ON m."organizationId" = ${id}::uuid AND m."name" = CASE WHEN n % 3 = 0 THEN 'Maya' ELSE 'Dana' END
      JOIN "Stage" s ON s."organizationId" = ${id}::uuid AND s."kind"::text = CASE WHEN n % 4 = 0 THEN 'lost' ELSE 'won' END`;
    await tx.$executeRaw`
      INSERT INTO "Activity" ("id", "organizationId", "number", "updatedAt", "kind", "at", "summary", "authorId", "accountId", "deletedAt")
      SELECT gen_random_uuid(), ${id}::uuid, n, now(), (ARRAY['call', 'email', 'meeting', 'note'])[1 + n % 4]::"ActivityKind",
        timestamptz '2026-02-26 08:00Z' + n * interval '7 hours', 'n', m."id", a."id", CASE WHEN n % 9 = 0 THEN now() END
      FROM generate_series(1, 70) n
      JOIN "Account" a ON a."organizationId" = ${id}::uuid
      JOIN "Member" m ON m."organizationId" = ${id}::uuid AND m."name" = CASE WHEN n % 5 = 0 THEN 'Maya' ELSE 'Dana' END`;
  });
});

/** The lines of the file that a report comes as. */
async function fileOf(says: string): Promise<string[]> {
  const { reply } = await maya.says(says);
  const file = reply?.blocks.flatMap((block) => (block.kind === 'file' ? [block.file] : []))[0];
  const found = await world.app.assistant.file(file?.id ?? '');
  const text = Buffer.from(found?.content ?? []).toString('utf8');
  return text
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
}

/** The same, said in SQL of its own: one line of text a row. */
async function linesOf(select: string): Promise<string[]> {
  const rows = await world.db.inOrganization(world.organizationId, (tx) =>
    tx.$queryRawUnsafe<{ line: string }[]>(select, world.organizationId),
  );
  return rows.map(({ line }) => line).sort();
}

const CLOSED = `FROM "Deal" d, "Member" m WHERE m."id" = d."ownerId" AND d."organizationId" = $1::uuid AND d."deletedAt" IS NULL
  AND d."closedOn" >= '2026-01-01' AND d."closedOn" < '2026-04-01'`;

describe('the file of a report agrees with the records', () => {
  it('of sales, to the cent', async () => {
    const [header, ...rows] = await fileOf('sales report for Q1 2026 by owner as csv');
    expect(header).toBe('Owner,Deals,Currency,Value,Converted USD');
    expect(rows.sort()).toEqual(
      await linesOf(
        `SELECT m."name" || ',' || count(*) || ',USD,' || sum(d."amount")::numeric(20, 2) || ',' || sum(d."amount")::numeric(20, 2) AS line
         ${CLOSED} AND d."status" = 'won' GROUP BY m."name"`,
      ),
    );
  });

  it('of the leaderboard, the best first', async () => {
    const [header, ...rows] = await fileOf('leaderboard for Q1 2026 as csv');
    expect(header).toBe('Owner,Deals,Currency,Value,Converted USD');
    const sums = rows.map((row) => Number(row.split(',')[3]));
    expect(sums).toEqual([...sums].sort((a, b) => b - a));
    expect(rows.map((row) => row.split(',').slice(0, 2).join()).sort()).toEqual(
      await linesOf(
        `SELECT m."name" || ',' || count(*) AS line ${CLOSED} AND d."status" = 'won' GROUP BY m."name"`,
      ),
    );
    const { text } = await maya.says('leaderboard for Q1 2026');
    const rates = await linesOf(
      `SELECT m."name" || ' ' || round(100.0 * count(*) FILTER (WHERE d."status" = 'won') / count(*), 1)::float AS line ${CLOSED} GROUP BY m."name"`,
    );
    for (const rate of rates) {
      const [name, percent] = rate.split(' ');
      expect(text).toMatch(new RegExp(`${name} \\| .* \\| ${percent?.replace('.', '\\.')}%`));
    }
  });

  it('of the win rate', async () => {
    const [header, ...rows] = await fileOf('win rate for Q1 2026 by owner as csv');
    expect(header).toBe('Owner,Won,Lost,Win rate');
    const counts = rows.map((row) => row.split(','));
    for (const [, won, lost, rate] of counts)
      expect(Number(rate)).toBeCloseTo(Number(won) / (Number(won) + Number(lost)), 12);
    expect(counts.map((cells) => cells.slice(0, 3).join()).sort()).toEqual(
      await linesOf(
        `SELECT m."name" || ',' || count(*) FILTER (WHERE d."status" = 'won') || ',' || count(*) FILTER (WHERE d."status" = 'lost') AS line
         ${CLOSED} GROUP BY m."name"`,
      ),
    );
  });

  it('of why deals were lost', async () => {
    const [header, ...rows] = await fileOf('win rate for Q1 2026 as csv');
    expect(header).toBe('Reason,Deals,Currency,Value');
    expect(rows).toEqual(
      await linesOf(
        `SELECT 'price,' || count(*) || ',USD,' || sum(d."amount")::numeric(20, 2) AS line ${CLOSED} AND d."status" = 'lost'`,
      ),
    );
  });

  it('of the pipeline by owner, what was open then and what happened to the end', async () => {
    const [header, ...rows] = await fileOf('pipeline report by owner as csv');
    const columns = (header ?? '').split(',');
    expect(columns.slice(0, 4)).toEqual(['Owner', 'Currency', 'Deals then', 'Value then']);
    expect(columns.slice(-2)).toEqual(['Deals now', 'Value now']);
    const open = rows.map((row) => row.split(','));
    expect(
      open
        .filter((cells) => cells.at(-2) !== '0')
        .map((cells) => [cells[0], cells[1], ...cells.slice(-2)].join())
        .sort(),
    ).toEqual(
      await linesOf(
        `SELECT m."name" || ',' || d."currency" || ',' || count(*) || ',' || sum(d."amount")::numeric(20, 2) AS line
         FROM "Deal" d, "Member" m WHERE m."id" = d."ownerId" AND d."organizationId" = $1::uuid AND d."deletedAt" IS NULL
         AND d."status" = 'open' GROUP BY m."name", d."currency"`,
      ),
    );
    for (const cells of open) {
      const moved = columns.slice(4, -2).map((name, i) => {
        const cents = Math.round(Number(cells[4 + i]) * 100);
        return name.startsWith('+') ? cents : -cents;
      });
      const then = Math.round(Number(cells[3]) * 100);
      expect(moved.reduce((sum, one) => sum + one, then)).toBe(
        Math.round(Number(cells.at(-1)) * 100),
      );
    }
  });

  it('of activities, each kind by itself', async () => {
    const [header, ...rows] = await fileOf('activity report for March 2026 as csv');
    expect(header).toMatch(/^Owner,.*,Total$/);
    const kinds = (header ?? '').split(',').slice(1, -1);
    const kindOf = (label: string) =>
      ['call', 'email', 'meeting', 'note'].find((kind) =>
        label.toLowerCase().replace('-', '').startsWith(kind),
      );
    const counted = kinds
      .map((label) => `count(*) FILTER (WHERE a."kind" = '${kindOf(label)}')`)
      .join(` || ',' || `);
    expect(rows.sort()).toEqual(
      await linesOf(
        `SELECT m."name" || ',' || ${counted} || ',' || count(*) AS line FROM "Activity" a, "Member" m
         WHERE m."id" = a."authorId" AND a."organizationId" = $1::uuid AND a."deletedAt" IS NULL
           AND a."at" >= '2026-03-01Z' AND a."at" < '2026-04-01Z' GROUP BY m."name"`,
      ),
    );
  });
});
