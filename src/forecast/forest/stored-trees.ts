import { z } from 'zod';
import type { FeatureBins } from './binning.ts';
import { arrayIn, type Contents, UnreadableModel } from './blob.ts';
import { BY_CATEGORY, LEAF, SET_WORDS, type Tree } from './tree.ts';

/** The features of a model, as facts beside their edges. */
export const StoredFeatures = z.array(z.object({ name: z.string(), categorical: z.boolean() }));

/** Arrays of what the trees are made of, those of all trees one after the other, and where each begins. */
export function treesToArrays(trees: readonly Tree[]): Contents['arrays'] {
  const counts = (of: (tree: Tree) => number) => Uint32Array.from(trees, of);
  return {
    nodeCounts: counts((tree) => tree.feature.length),
    setCounts: counts((tree) => tree.sets.length),
    sampleCounts: counts((tree) => tree.samples.length),
    feature: joined(
      Uint16Array,
      trees.map((tree) => tree.feature),
    ),
    flags: joined(
      Uint8Array,
      trees.map((tree) => tree.flags),
    ),
    split: joined(
      Uint32Array,
      trees.map((tree) => tree.split),
    ),
    right: joined(
      Uint32Array,
      trees.map((tree) => tree.right),
    ),
    value: joined(
      Float32Array,
      trees.map((tree) => tree.value),
    ),
    cover: joined(
      Float32Array,
      trees.map((tree) => tree.cover),
    ),
    sets: joined(
      Uint32Array,
      trees.map((tree) => tree.sets),
    ),
    sampleStart: joined(
      Uint32Array,
      trees.map((tree) => tree.sampleStart),
    ),
    samples: joined(
      Float32Array,
      trees.map((tree) => tree.samples),
    ),
  };
}

/** @throws UnreadableModel where a tree would lead nowhere. */
export function treesFrom(contents: Contents, features: number): Tree[] {
  const nodeCounts = arrayIn(contents, 'nodeCounts', Uint32Array);
  const setCounts = arrayIn(contents, 'setCounts', Uint32Array);
  const sampleCounts = arrayIn(contents, 'sampleCounts', Uint32Array);
  const feature = arrayIn(contents, 'feature', Uint16Array);
  const flags = arrayIn(contents, 'flags', Uint8Array);
  const split = arrayIn(contents, 'split', Uint32Array);
  const right = arrayIn(contents, 'right', Uint32Array);
  const value = arrayIn(contents, 'value', Float32Array);
  const cover = arrayIn(contents, 'cover', Float32Array);
  const sets = arrayIn(contents, 'sets', Uint32Array);
  const sampleStart = arrayIn(contents, 'sampleStart', Uint32Array);
  const samples = arrayIn(contents, 'samples', Float32Array);
  let [node, set, start, sample] = [0, 0, 0, 0];
  return Array.from(nodeCounts, (count, t) => {
    const [ofSets, ofSamples] = [setCounts[t] ?? 0, sampleCounts[t] ?? 0];
    const starts = ofSamples === 0 ? 0 : count + 1;
    const tree: Tree = {
      feature: feature.subarray(node, node + count),
      flags: flags.subarray(node, node + count),
      split: split.subarray(node, node + count),
      right: right.subarray(node, node + count),
      value: value.subarray(node, node + count),
      cover: cover.subarray(node, node + count),
      sets: sets.subarray(set, set + ofSets),
      sampleStart: sampleStart.subarray(start, start + starts),
      samples: samples.subarray(sample, sample + ofSamples),
    };
    [node, set, start, sample] = [node + count, set + ofSets, start + starts, sample + ofSamples];
    checkTree(tree, count, features);
    return tree;
  });
}

/** The edges of all features, and how many each has. */
export function edgesToArrays(features: readonly FeatureBins[]): Contents['arrays'] {
  return {
    edgeCounts: Uint32Array.from(features, ({ edges }) => edges.length),
    edges: joined(
      Float64Array,
      features.map(({ edges }) => edges),
    ),
  };
}

/** @throws UnreadableModel where features and edges do not agree. */
export function featuresFrom(
  contents: Contents,
  stored: z.infer<typeof StoredFeatures>,
): FeatureBins[] {
  const counts = arrayIn(contents, 'edgeCounts', Uint32Array);
  const edges = arrayIn(contents, 'edges', Float64Array);
  if (counts.length !== stored.length) throw new UnreadableModel('features without edges');
  let at = 0;
  return stored.map((feature, f) => {
    const start = at;
    at += counts[f] ?? 0;
    return { ...feature, edges: edges.subarray(start, at) };
  });
}

/** Each way down a tree has to end: children come after their parents. */
function checkTree(tree: Tree, count: number, features: number): void {
  if (count === 0 || tree.value.length !== count || tree.right.length !== count)
    throw new UnreadableModel('a tree without nodes');
  for (let node = 0; node < count; node++) {
    const feature = tree.feature[node] ?? LEAF;
    if (feature === LEAF) continue;
    const right = tree.right[node] ?? 0;
    const byCategory = ((tree.flags[node] ?? 0) & BY_CATEGORY) !== 0;
    const inSets = !byCategory || (tree.split[node] ?? 0) + SET_WORDS <= tree.sets.length;
    if (feature >= features || right <= node + 1 || right >= count || !inSets)
      throw new UnreadableModel('a tree that leads nowhere');
  }
}

function joined<
  Numbers extends Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array,
>(type: new (length: number) => Numbers, parts: readonly Numbers[]): Numbers {
  const all = new type(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
