import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { clockFrom } from '../../src/platform/clock.ts';
import { uuids } from '../../src/platform/ids.ts';
import { type KnowledgeReport, readKnowledge } from '../../src/support/knowledge.ts';
import { aWorld, NOW, type World } from '../harness/world.ts';
import { folder, openFolder, put } from './knowledge-folder.ts';

let world: World;

openFolder();
beforeEach(async () => {
  world = await aWorld();
});

const article = (title: string, more = '', body = 'Hold the button for 12 seconds.') =>
  `---\ntitle: ${title}\n${more}---\n\n${body}\n`;

async function read(): Promise<KnowledgeReport> {
  const report = await lookInto();
  if (report === null) throw new Error('the folder was not read');
  return report;
}

function lookInto(): Promise<KnowledgeReport | null> {
  const organization = { id: world.organizationId, timeZone: 'UTC' };
  return world.db.inOrganization(world.organizationId, (tx) =>
    readKnowledge({ tx, clock: clockFrom(NOW), ids: uuids }, organization, folder),
  );
}

const inService = () =>
  world.db.inOrganization(world.organizationId, (tx) =>
    tx.article.findMany({
      where: { organizationId: world.organizationId },
      include: { passages: { orderBy: { position: 'asc' } } },
      orderBy: [{ language: 'asc' }, { slug: 'asc' }],
    }),
  );

describe('reading the folder', () => {
  it('takes the articles of both languages in, and what changed since', async () => {
    await put({ 'en/a.md': article('A'), 'en/b.md': article('B'), 'zh/a.md': article('甲') });
    expect(await read()).toMatchObject({
      version: 1,
      articles: { en: 2, zh: 1 },
      added: ['en/a', 'en/b', 'zh/a'],
    });
    await put({ 'en/a.md': article('A, again') });
    await rm(join(folder, 'en/b.md'));
    expect(await read()).toMatchObject({
      version: 2,
      added: [],
      changed: ['en/a'],
      removed: ['en/b'],
    });
    expect((await inService()).map(({ title }) => title)).toEqual(['A, again', '甲']);
  });

  it('counts the version up only when something changed', async () => {
    await put({ 'en/a.md': article('A') });
    await read();
    expect((await read()).version).toBe(1);
  });

  it('shows an article to members only when it does not say to whom', async () => {
    await put({ 'en/a.md': article('A'), 'en/b.md': article('B', 'audience: customer\n') });
    await read();
    expect((await inService()).map(({ audience }) => audience)).toEqual(['member', 'customer']);
  });

  it('keeps what is in service when the folder vanishes or is empty', async () => {
    await put({ 'en/a.md': article('A') });
    await read();
    await rm(join(folder, 'en/a.md'));
    expect(await lookInto()).toBeNull();
    await rm(folder, { recursive: true });
    expect(await lookInto()).toBeNull();
    expect(await inService()).toHaveLength(1);
  });

  it('keeps an article as it was last good, and says what is wrong with its file', async () => {
    await put({ 'en/a.md': article('A'), 'en/b.md': article('B') });
    await read();
    await put({ 'en/a.md': '---\ntitle: [A\n---\n\nText.\n', 'en/b.md': 'x'.repeat(1_100_000) });
    const { problems } = await read();
    expect(problems).toEqual([
      { kind: 'too-large', path: 'en/b.md' },
      { kind: 'bad-front-matter', path: 'en/a.md', detail: expect.any(String) },
    ]);
    expect((await inService()).map(({ title }) => title)).toEqual(['A', 'B']);
  });

  it('does not let one organization read what another has', async () => {
    await put({ 'en/a.md': article('A') });
    await read();
    world = await aWorld();
    expect(await inService()).toEqual([]);
  });
});

describe('the passages of an article', () => {
  const passagesOf = async (body: string) => {
    await put({ 'en/a.md': article('A', '', body) });
    await read();
    return (await inService())[0]?.passages.map(({ headings, text, steps }) => ({
      headings,
      text,
      steps,
    }));
  };

  it('stand under their headings, and the steps of a procedure stay together', async () => {
    const long = Array.from({ length: 30 }, (_, i) => `word${i}`).join(' ');
    expect(
      await passagesOf(`${long}\n\n## Reset\n\n### By hand\n\n1. Hold **the button**.\n2. Wait.\n`),
    ).toEqual([
      { headings: [], text: long, steps: [] },
      {
        headings: ['Reset', 'By hand'],
        text: '1. Hold the button.\n2. Wait.',
        steps: ['Hold the button.', 'Wait.'],
      },
    ]);
  });

  it('hold no markup: HTML is left out, of a link the words stay', async () => {
    const [only] =
      (await passagesOf(
        'Press <b onclick="x()">Stop</b>, see [here](javascript:alert(1)).\n\n<script>steal()</script>\n',
      )) ?? [];
    expect(only?.text).toBe('Press Stop, see here.');
  });

  it('show a table as lines', async () => {
    const [only] = (await passagesOf('| Plan | Hours |\n|---|---|\n| Pro | 4 |\n')) ?? [];
    expect(only?.text).toBe('Plan | Hours\nPro | 4');
  });
});

describe('what is wrong with a knowledge base', () => {
  it('is told: dead links, unknown keys, rings, doubles, stale and untranslated articles', async () => {
    await put({
      'en/old.md': article('Old', 'updated: 2024-01-31\nrelations: {supersedes: new}\n'),
      'en/new.md': article(
        'New',
        'relations: {supersedes: [old], about: nothing}\n',
        'See [x](gone.md).',
      ),
      'en/other/new.md': article('Newer'),
      'zh/old.md': article('旧', '', '请按住按钮十二秒，直到指示灯变绿。'),
    });
    const { problems } = await read();
    expect(problems).toEqual(
      expect.arrayContaining([
        { kind: 'dead-link', path: 'en/new.md', to: 'gone' },
        { kind: 'dead-link', path: 'en/new.md', to: 'nothing' },
        { kind: 'circle', path: 'en/new.md', to: 'old' },
        { kind: 'circle', path: 'en/old.md', to: 'new' },
        { kind: 'stale', path: 'en/old.md', updated: '2024-01-31' },
        { kind: 'untranslated', path: 'en/new.md' },
      ]),
    );
    expect(problems.filter(({ kind }) => kind === 'twice')).toHaveLength(1);
  });

  it('is told of two articles that say the same', async () => {
    const body = Array.from({ length: 60 }, (_, i) => `fact${i}`).join(' ');
    await put({ 'en/a.md': article('A', '', body), 'en/b.md': article('B', '', `${body} more`) });
    expect((await read()).problems).toEqual([{ kind: 'alike', path: 'en/a.md', other: 'en/b.md' }]);
  });
});

describe('articles that contradict each other', () => {
  const contradictions = async (one: string, other: string, more = '', language = 'en') => {
    await put({
      [`${language}/a.md`]: article('A', more, one),
      [`${language}/b.md`]: article('B', more, other),
    });
    const { problems } = await read();
    return problems.flatMap((p) => (p.kind === 'contradicts' ? [p.said] : []));
  };

  it.each([
    [
      'en',
      'You can return software within 30 days.',
      'You can return the software within 14 days.',
    ],
    ['en', 'A full refund takes five working days.', 'A full refund takes 7 working days.'],
    [
      'en',
      'A site licence costs $1,200 for each year.',
      'A site licence costs $1,400 for each year.',
    ],
    ['zh', '软件许可可在三十天内全额退款。', '软件许可可在 14 天内全额退款。'],
  ])('are shown with both sentences (%s, %s)', async (language, one, other) => {
    expect(await contradictions(one, other, '', language)).toEqual([[one, other]]);
  });

  it.each([
    [
      'the same quantity',
      'Return it within 30 days of delivery.',
      'Return it within thirty days of delivery.',
    ],
    ['other units', 'The robot charges within 30 minutes.', 'The robot charges within 2 hours.'],
    [
      'another code',
      'Error E1042 clears itself after 5 minutes.',
      'Error E1043 clears itself after 10 minutes.',
    ],
    [
      'other words',
      'Return hardware unopened within 30 days.',
      'Pay the invoice of the month within 14 days.',
    ],
    ['too few words', 'Takes 5 minutes.', 'Takes 10 minutes.'],
  ])('are not those with %s', async (_, one, other) => {
    expect(await contradictions(one, other)).toEqual([]);
  });

  it('are not an article and the one that replaces it, nor those about other things', async () => {
    const sentence = (days: number) => `You can return software within ${days} days.`;
    await put({
      'graph/all.yaml':
        '- {key: wms, kind: product, name: {en: WMS, zh: WMS}}\n- {key: amr, kind: product, name: {en: AMR, zh: AMR}}\n',
      'en/old.md': article('Old', '', sentence(14)),
      'en/new.md': article('New', 'relations: {supersedes: old, about: wms}\n', sentence(30)),
      'en/robot.md': article('Robot', 'relations: {about: amr}\n', sentence(60)),
    });
    expect((await read()).problems).toEqual([]);
  });
});

describe('the graph', () => {
  it('says where each edge is told, and leaves out what leads to nothing', async () => {
    await put({
      'graph/robots.yaml':
        '- {key: amr, kind: product, name: {en: AMR, zh: 机器人}}\n- {key: e1042, kind: error, name: {en: E1042, zh: E1042}, part_of: amr}\n- {key: BAD, kind: error}\n',
      'en/a.md': article('A', 'product: amr\nrelations: {about: e1042, requires: b}\n'),
      'en/b.md': article('B', 'relations: {requires: nowhere}\n'),
    });
    const { problems } = await read();
    const edges = await world.db.inOrganization(world.organizationId, (tx) =>
      tx.knowledgeEdge.findMany({
        where: { organizationId: world.organizationId },
        select: { from: true, kind: true, to: true, provenance: true },
        orderBy: [{ from: 'asc' }, { kind: 'asc' }, { to: 'asc' }],
      }),
    );
    expect(edges).toEqual([
      { from: 'article/a', kind: 'about', to: 'error/e1042', provenance: 'en/a.md: about' },
      { from: 'article/a', kind: 'about', to: 'product/amr', provenance: 'en/a.md: product' },
      { from: 'article/a', kind: 'requires', to: 'article/b', provenance: 'en/a.md: requires' },
      {
        from: 'error/e1042',
        kind: 'part_of',
        to: 'product/amr',
        provenance: 'graph/robots.yaml: part_of',
      },
    ]);
    expect(problems).toContainEqual({
      kind: 'bad-graph',
      path: 'graph/robots.yaml',
      detail: expect.stringContaining('entry 3'),
    });
  });
});
