import type { Split } from './split-search.ts';
import { BY_CATEGORY, LEAF, MISSING_LEFT, SET_WORDS, type Tree } from './tree.ts';

/** A tree while it grows: room for the most nodes there can be, used for one tree after the other. */
export function createNodeList(most: number) {
  const feature = new Uint16Array(most);
  const flags = new Uint8Array(most);
  const split = new Uint32Array(most);
  const right = new Uint32Array(most);
  const value = new Float32Array(most);
  const cover = new Float32Array(most);
  const sampleStart = new Uint32Array(most + 1);
  let sets: number[] = [];
  let samples: number[] = [];
  let count = 0;

  return {
    clear(): void {
      sets = [];
      samples = [];
      count = 0;
    },
    /** Adds a node without children, and gives its number. */
    add(nodeValue: number, nodeCover: number): number {
      feature[count] = LEAF;
      flags[count] = 0;
      split[count] = 0;
      right[count] = 0;
      value[count] = nodeValue;
      cover[count] = nodeCover;
      sampleStart[count] = samples.length;
      return count++;
    },
    /** Makes a node ask; its left child is the node added next. */
    divide(node: number, found: Split): void {
      feature[node] = found.feature;
      if (found.byCategory) {
        flags[node] = BY_CATEGORY;
        split[node] = sets.length;
        for (let word = 0; word < SET_WORDS; word++) sets.push(found.set[word] ?? 0);
        return;
      }
      flags[node] = found.missingLeft ? MISSING_LEFT : 0;
      split[node] = found.bin;
    },
    setRight(node: number, child: number): void {
      right[node] = child;
    },
    /** Keeps numbers with the node added last. */
    keep(numbers: readonly number[]): void {
      for (const number of numbers) samples.push(number);
    },
    toTree(): Tree {
      sampleStart[count] = samples.length;
      return {
        feature: feature.slice(0, count),
        flags: flags.slice(0, count),
        split: split.slice(0, count),
        right: right.slice(0, count),
        value: value.slice(0, count),
        cover: cover.slice(0, count),
        sets: Uint32Array.from(sets),
        sampleStart: samples.length === 0 ? new Uint32Array(0) : sampleStart.slice(0, count + 1),
        samples: Float32Array.from(samples),
      };
    },
  };
}
