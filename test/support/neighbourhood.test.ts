import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { similarity } from '../../src/platform/distance.ts';
import type { Audience } from '../../src/support/audience.ts';
import { createKnowledge, type KnowledgeBase } from '../../src/support/knowledge-base.ts';
import { nearestNames, neighbourhoodOf } from '../../src/support/neighbourhood.ts';
import { aWorld } from '../harness/world.ts';
import { DOCK_ARTICLES } from './dock-articles.ts';
import { aFolder } from './knowledge-folder.ts';

let base: KnowledgeBase;
let folder: string;

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeAll(async () => {
  folder = await aFolder(DOCK_ARTICLES);
  const world = await aWorld({ knowledge: folder });
  const found = await world.db.inOrganization(world.organizationId, (tx) =>
    createKnowledge(folder).base(tx, world.organizationId),
  );
  if (found === null) throw new Error('there is no knowledge base');
  base = found;
});

const around = (topic: string, audience: Audience = 'customer') =>
  neighbourhoodOf(base, topic, { audience, language: 'en' });
const namesAround = (topic: string, audience?: Audience) =>
  around(topic, audience)?.nodes.map(({ name, hops }) => `${hops} ${name}`);

describe('the neighbourhood of a topic', () => {
  it('is what is at most two edges away, the nearest first, with where each relation is told', () => {
    expect(namesAround('E1042')).toEqual([
      '0 E1042',
      '1 Shuttle',
      '1 The dock is not found',
      '1 The dock, second edition',
      '1 The dock, first edition',
      '2 Charging dock',
      '2 Stop the robot',
    ]);
    expect(around('E1042')?.edges).toContainEqual({
      from: 'article/dock',
      kind: 'requires',
      to: 'article/stop',
      provenance: 'en/dock.md: requires',
    });
  });

  it('begins at an article, too, and may be that alone', () => {
    expect(namesAround('stop the robot')).toContain('1 The dock is not found');
    expect(namesAround('Nothing else')).toEqual(['0 Nothing else']);
  });

  it('shows a customer no internal article, and nothing that only such articles are about', () => {
    expect(namesAround('E1042', 'support')).toEqual(
      expect.arrayContaining(['1 How far we go', '1 Goodwill']),
    );
    expect(JSON.stringify(around('E1042'))).not.toMatch(/How far|goodwill|inside/i);
    expect(around('Goodwill')).toBeNull();
  });

  it('marks what is replaced', () => {
    const replaced = around('E1042')?.nodes.filter((node) => node.replaced);
    expect(replaced?.map(({ name }) => name)).toEqual(['The dock, first edition']);
  });
});

describe('names that are like an unknown one', () => {
  const nearest = (topic: string, language: 'en' | 'zh' = 'en') =>
    nearestNames(base, topic, { audience: 'customer', language }, { similarity, limit: 3 });

  it('are offered in both languages, but not what the asker may not read', () => {
    expect(nearest('chargin dok')[0]).toBe('Charging dock');
    expect(nearest('充电坐', 'zh')[0] ?? '充电座').toBe('充电座');
    expect(nearest('goodwil')).not.toContain('Goodwill');
    expect(nearest('xyzzy')).toEqual([]);
  });
});
