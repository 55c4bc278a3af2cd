import type { FeatureTable } from '../feature-table.ts';
import { type BinnedTable, binTable, chooseBins } from './binning.ts';
import type { Boosted } from './boosted-model.ts';
import { checkCount, checkOption, checkTraining } from './checks.ts';
import { type Draw, drawFrom, shuffleFirst } from './seeded-random.ts';
import type { Tree } from './tree.ts';
import { createTreeGrower } from './tree-grower.ts';

export type BoostingOptions = {
  readonly seed: number;
  /** The most trees, 1..10,000; 300 where nothing is said. */
  readonly trees?: number;
  /** The most questions on the way to a leaf, 1..5; 4 where nothing is said. */
  readonly maxDepth?: number;
  /** How much of its step a tree goes, over 0 up to 1; 0.1 where nothing is said. */
  readonly shrinkage?: number;
  /** The fewest rows in a leaf; 20 where nothing is said. */
  readonly minLeaf?: number;
  /** Ridge penalty of a leaf, from 0; 1 where nothing is said. */
  readonly l2?: number;
  /** The share of rows, drawn anew for each tree, that it learns from; 1 where nothing is said. */
  readonly rowShare?: number;
  /** How many features are looked at in a node; all where nothing is said. */
  readonly mtry?: number;
  /** How much each row counts, from 0; all alike where nothing is said. */
  readonly weights?: Float64Array;
  /**
   * The share of rows at the end of the table on which to find how many trees are enough, 0..0.5; 0.15 where nothing is said, 0 for
   * as many trees as were asked for. Rows come in order of time: so the block is the latest. Then all rows are learnt from.
   */
  readonly lastBlock?: number;
  /** How many trees may come without a better one on the last block; 20 where nothing is said. */
  readonly patience?: number;
};

type Rules = Required<Omit<BoostingOptions, 'weights'>> & { readonly weights: Float64Array | null };

/** Fewer rows than this at the end say nothing of how many trees are enough. */
const LEAST_LAST_BLOCK = 30;

/** As `boost`, of what the model is made of; `onTree` is told how much is done, 0..1. */
export function boostTrees(
  table: FeatureTable,
  won: Float64Array,
  options: BoostingOptions,
  onTree: (share: number) => void = () => {},
): Boosted {
  checkBoosting(table, won, options);
  const rules = rulesOf(table, options);
  const features = table.names.map((_, f) => chooseBins(table, f));
  const binned = binTable(table, features);
  const held = Math.floor(table.rows * rules.lastBlock);
  const early = held >= LEAST_LAST_BLOCK && weighBoth(rules.weights, table.rows - held);
  const end = table.rows - held;
  const [searching, growing] = early ? [0.5, 0.5] : [0, 1];
  const count = early
    ? bestCount(binned, won, rules, { end, onTree: (done) => onTree(searching * done) })
    : rules.trees;
  const rounds = createRounds(binned, won, rules, table.rows);
  const trees = Array.from({ length: count }, (_, t) => {
    const tree = rounds.next(t);
    onTree(searching + (growing * (t + 1)) / count);
    return tree;
  });
  return { features, trees, start: rounds.start };
}

/** @throws RangeError as `boost` does, but for infinite values. */
export function checkBoosting(
  table: FeatureTable,
  won: Float64Array,
  options: BoostingOptions,
): void {
  checkTraining({ table, target: won, weights: options.weights ?? null }, 'classes');
  checkRules(rulesOf(table, options), table.columns.length);
}

function weighBoth(weights: Float64Array | null, end: number): boolean {
  if (weights === null) return true;
  const weigh = (part: Float64Array) => part.some((weight) => weight > 0);
  return weigh(weights.subarray(0, end)) && weigh(weights.subarray(end));
}

/** How many trees, grown on the rows before `end`, say most about those from there. */
function bestCount(
  table: BinnedTable,
  won: Float64Array,
  rules: Rules,
  { end, onTree }: { end: number; onTree: (done: number) => void },
): number {
  const rounds = createRounds(table, won, rules, end);
  let [best, count] = [rounds.lossFrom(end), 0];
  for (let t = 0; t < rules.trees && t - count < rules.patience; t++) {
    rounds.next(t);
    onTree((t + 1) / rules.trees);
    const loss = rounds.lossFrom(end);
    if (loss < best) [best, count] = [loss, t + 1];
  }
  return Math.max(1, count);
}

/** Trees one after the other, each grown on what those before left unexplained in the rows before `end`. */
function createRounds(table: BinnedTable, won: Float64Array, rules: Rules, end: number) {
  const { rows } = table;
  const { maxDepth, minLeaf, l2, mtry } = rules;
  const grower = createTreeGrower(table, {
    ...{ maxDepth, minLeaf, l2, mtry },
    scale: rules.shrinkage,
    offset: 0,
    cover: 'rows',
    samplesPerLeaf: 0,
  });
  const weightOf = (row: number): number =>
    rules.weights === null ? 1 : (rules.weights[row] ?? 0);
  const learnt = Int32Array.from({ length: end }, (_, row) => row).filter(
    (row) => weightOf(row) > 0,
  );
  const start = priorOf(learnt, won, weightOf);
  const logOdds = new Float64Array(rows).fill(start);
  const hessians = new Float64Array(rows);
  const gradients = new Float64Array(rows);

  const move = (value: number, inside: Int32Array, outside: Int32Array): void => {
    for (const row of inside) logOdds[row] = (logOdds[row] ?? 0) + value;
    for (const row of outside) logOdds[row] = (logOdds[row] ?? 0) + value;
  };

  return {
    start,
    next(t: number): Tree {
      for (const row of learnt) {
        const p = probabilityOf(logOdds[row] ?? 0);
        const weight = weightOf(row);
        hessians[row] = weight * Math.max(p * (1 - p), LEAST_HESSIAN);
        gradients[row] = weight * ((won[row] ?? 0) - p);
      }
      const draw = drawFrom(rules.seed, t);
      const { order, outside } = drawRows(learnt, rows, rules.rowShare, draw);
      return grower.grow(
        {
          order,
          outside,
          weights: hessians,
          sums: gradients,
          codes: null,
          classes: false,
          onLeaf: move,
        },
        draw,
      );
    },
    /** The mean log-loss of the rows from here on. */
    lossFrom(first: number): number {
      let [sum, total] = [0, 0];
      for (let row = first; row < rows; row++) {
        const z = (won[row] ?? 0) === 1 ? -(logOdds[row] ?? 0) : (logOdds[row] ?? 0);
        // log(1 + e^z), which e^z alone would overflow.
        sum += weightOf(row) * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
        total += weightOf(row);
      }
      return total === 0 ? 0 : sum / total;
    },
  };
}

const LEAST_HESSIAN = 1e-9;

function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** The log-odds of a win without knowing anything; half a win and half a loss are added, so that it is finite. */
function priorOf(learnt: Int32Array, won: Float64Array, weightOf: (row: number) => number): number {
  let [wins, losses] = [0.5, 0.5];
  for (const row of learnt) {
    if ((won[row] ?? 0) === 1) wins += weightOf(row);
    else losses += weightOf(row);
  }
  return Math.log(wins / losses);
}

/** The rows that a tree learns from, ascending, and all others. */
function drawRows(
  learnt: Int32Array,
  rows: number,
  share: number,
  draw: Draw,
): { order: Int32Array; outside: Int32Array } {
  const chosen = learnt.slice();
  const count = Math.max(1, Math.round(share * learnt.length));
  if (count < chosen.length) shuffleFirst(chosen, count, draw);
  const order = chosen.slice(0, count).sort();
  const inside = new Uint8Array(rows);
  for (const row of order) inside[row] = 1;
  const outside = new Int32Array(rows - count);
  for (let row = 0, i = 0; row < rows; row++) if (inside[row] === 0) outside[i++] = row;
  return { order, outside };
}

function rulesOf(table: FeatureTable, options: BoostingOptions): Rules {
  const width = table.columns.length;
  return {
    seed: options.seed,
    trees: options.trees ?? 300,
    maxDepth: options.maxDepth ?? 4,
    shrinkage: options.shrinkage ?? 0.1,
    minLeaf: options.minLeaf ?? 20,
    l2: options.l2 ?? 1,
    rowShare: options.rowShare ?? 1,
    mtry: options.mtry ?? Math.max(1, width),
    lastBlock: options.lastBlock ?? 0.15,
    patience: options.patience ?? 20,
    weights: options.weights ?? null,
  };
}

function checkRules(rules: Rules, width: number): void {
  checkOption('seed', rules.seed, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkCount('trees', rules.trees, 1, 10_000);
  checkCount('maxDepth', rules.maxDepth, 1, 5);
  checkOption('shrinkage', rules.shrinkage, Number.MIN_VALUE, 1);
  checkCount('minLeaf', rules.minLeaf, 1, 2 ** 31);
  checkOption('l2', rules.l2, 0, Number.MAX_VALUE);
  checkOption('rowShare', rules.rowShare, Number.MIN_VALUE, 1);
  checkCount('mtry', rules.mtry, 1, Math.max(1, width));
  checkOption('lastBlock', rules.lastBlock, 0, 0.5);
  checkCount('patience', rules.patience, 1, 10_000);
}
