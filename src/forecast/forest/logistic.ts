import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { z } from 'zod';
import type { FeatureTable } from '../feature-table.ts';
import type { Contributions, WinModel } from '../win-model.ts';
import { arrayIn, type Contents, factsIn, UnreadableModel, writeBlob } from './blob.ts';
import { checkColumns, checkOption, checkRow, checkTraining, checkValues } from './checks.ts';
import { LinearFeature, linearFeatures, widthOf, writeColumns } from './design-matrix.ts';
import { rowOf } from './rows.ts';

export type LogisticOptions = {
  /** The penalty on the squares of the coefficients of standardised columns, over 0; 1 where nothing is said. */
  readonly ridge?: number;
  /** How much each row counts, from 0; all alike where nothing is said. */
  readonly weights?: Float64Array;
};

type Named = { readonly name: string; readonly categorical: boolean; readonly as: LinearFeature };
type Linear = {
  readonly features: readonly Named[];
  readonly intercept: number;
  readonly coefficients: Float64Array;
};

const MOST_STEPS = 50;
const HALVINGS = 20;
const CONVERGED = 1e-9;
const LOGISTIC = 'logistic';
const Facts = z.object({
  features: z.array(z.object({ name: z.string(), categorical: z.boolean(), as: LinearFeature })),
  intercept: z.number(),
});

/**
 * Logistic regression of wins (1) and losses (0) with a ridge penalty, by iteratively reweighted least squares (Hastie, Tibshirani
 * and Friedman 2009, 4.4.1 and 18.3.2). The intercept is not penalised.
 *
 * @throws RangeError on no rows, a target that is neither 0 nor 1, infinite values, and options outside of their ranges.
 */
export function fitLogistic(
  table: FeatureTable,
  won: Float64Array,
  options: LogisticOptions = {},
): WinModel {
  const { ridge = 1, weights = null } = options;
  checkOption('ridge', ridge, Number.MIN_VALUE, Number.MAX_VALUE);
  checkTraining({ table, target: won, weights }, 'classes');
  checkValues(table);
  const features = linearFeatures(table).map((as, f) => ({
    name: table.names[f] ?? '',
    categorical: table.categorical[f] ?? false,
    as,
  }));
  const design = designOf(table, features);
  const fitted = reweighted({ ...design, won, weights, ridge });
  return logisticModel({
    features,
    intercept: fitted[0] ?? 0,
    coefficients: fitted.slice(1),
  });
}

/** The model in a blob; null when it holds another kind. */
export function readLogistic(contents: Contents): WinModel | null {
  if (contents.kind !== LOGISTIC) return null;
  const facts = factsIn(contents, Facts);
  const coefficients = arrayIn(contents, 'coefficients', Float64Array);
  const width = facts.features.reduce((sum, { as }) => sum + widthOf(as), 0);
  if (coefficients.length !== width) throw new UnreadableModel('coefficients without features');
  return logisticModel({ ...facts, coefficients });
}

/** What is usual has the log-odds of the intercept; each feature adds what its columns do. */
function logisticModel(linear: Linear): WinModel {
  const { features, intercept, coefficients } = linear;
  return {
    kind: 'logistic',
    probabilities(table) {
      checkColumns(table, features);
      checkValues(table);
      const logOdds = new Float64Array(table.rows).fill(intercept);
      const column = new Float64Array(coefficients.length);
      for (let row = 0; row < table.rows; row++) {
        writeRow(table, row, features, column, 0);
        for (let i = 0; i < column.length; i++)
          logOdds[row] = (logOdds[row] ?? 0) + (column[i] ?? 0) * (coefficients[i] ?? 0);
      }
      return logOdds.map((z) => 1 / (1 + Math.exp(-z)));
    },
    contributions(table, row): Contributions {
      checkRow(table, row);
      const one = rowOf(table, row);
      checkColumns(one, features);
      checkValues(one);
      const column = new Float64Array(coefficients.length);
      writeRow(one, 0, features, column, 0);
      let at = 0;
      const parts = Float64Array.from(features, ({ as }) => {
        let part = 0;
        for (const end = at + widthOf(as); at < end; at++)
          part += (column[at] ?? 0) * (coefficients[at] ?? 0);
        return part;
      });
      const prediction = parts.reduce((sum, part) => sum + part, intercept);
      return { base: intercept, parts, prediction, scale: 'log-odds' };
    },
    toBytes: () =>
      writeBlob({ kind: LOGISTIC, facts: { features, intercept }, arrays: { coefficients } }),
  };
}

/** Rows of the design, the first column 1 for the intercept. */
function designOf(
  table: FeatureTable,
  features: readonly Named[],
): { design: Float64Array; width: number } {
  const width = 1 + features.reduce((sum, { as }) => sum + widthOf(as), 0);
  const design = new Float64Array(table.rows * width);
  for (let row = 0; row < table.rows; row++) {
    design[row * width] = 1;
    writeRow(table, row, features, design, row * width + 1);
  }
  return { design, width };
}

function writeRow(
  table: FeatureTable,
  row: number,
  features: readonly Named[],
  design: Float64Array,
  from: number,
): void {
  let at = from;
  for (let f = 0; f < features.length; f++) {
    const as = features[f]?.as;
    if (as === undefined) continue;
    writeColumns(as, table.columns[f]?.[row] ?? Number.NaN, design, at);
    at += widthOf(as);
  }
}

type Problem = {
  readonly design: Float64Array;
  readonly width: number;
  readonly won: Float64Array;
  readonly weights: Float64Array | null;
  readonly ridge: number;
};

/** The coefficients, the intercept first. Newton's steps, each halved until it lessens the penalised loss. */
function reweighted(problem: Problem): Float64Array {
  let beta = new Float64Array(problem.width);
  beta[0] = priorOf(problem);
  let loss = lossOf(problem, beta);
  for (let step = 0; step < MOST_STEPS; step++) {
    const direction = newtonStep(problem, beta);
    let share = 1;
    let [next, nextLoss] = [beta, Infinity];
    for (let halving = 0; halving < HALVINGS && !(nextLoss <= loss); halving++, share /= 2) {
      const tried = share;
      next = beta.map((value, i) => value + tried * (direction[i] ?? 0));
      nextLoss = lossOf(problem, next);
    }
    if (!(nextLoss <= loss)) return beta;
    const gained = loss - nextLoss;
    [beta, loss] = [next, nextLoss];
    if (gained <= CONVERGED * Math.max(1, loss)) return beta;
  }
  return beta;
}

/** With one class only, the intercept alone would run away: half a win and half a loss hold it. */
function priorOf({ won, weights }: Problem): number {
  let [wins, losses] = [0.5, 0.5];
  won.forEach((value, row) => {
    if (value === 1) wins += weights?.[row] ?? 1;
    else losses += weights?.[row] ?? 1;
  });
  return Math.log(wins / losses);
}

function newtonStep(problem: Problem, beta: Float64Array): Float64Array {
  const { design, width, won, weights, ridge } = problem;
  const hessian = Matrix.zeros(width, width);
  const upper = new Float64Array(width * width);
  const gradient = new Float64Array(width);
  for (let row = 0, at = 0; row < won.length; row++, at += width) {
    const p = 1 / (1 + Math.exp(-logOddsOf(design, at, beta)));
    const weight = weights?.[row] ?? 1;
    const residual = weight * ((won[row] ?? 0) - p);
    const curvature = weight * p * (1 - p);
    for (let i = 0; i < width; i++) {
      const x = design[at + i] ?? 0;
      if (x === 0) continue;
      gradient[i] = (gradient[i] ?? 0) + residual * x;
      const scaled = curvature * x;
      for (let j = i, place = i * width + i; j < width; j++, place++)
        upper[place] = (upper[place] ?? 0) + scaled * (design[at + j] ?? 0);
    }
  }
  for (let i = 0; i < width; i++) {
    if (i > 0) gradient[i] = (gradient[i] ?? 0) - ridge * (beta[i] ?? 0);
    for (let j = i; j < width; j++) {
      const value = (upper[i * width + j] ?? 0) + (i === j ? (i > 0 ? ridge : STEADY) : 0);
      hessian.set(i, j, value);
      hessian.set(j, i, value);
    }
  }
  const solved = new CholeskyDecomposition(hessian).solve(Matrix.columnVector([...gradient]));
  return Float64Array.from(solved.to1DArray());
}

/** On the curvature of the intercept: where all is certain it is next to nothing. */
const STEADY = 1e-6;

function lossOf({ design, width, won, weights, ridge }: Problem, beta: Float64Array): number {
  let loss = 0;
  for (let row = 0, at = 0; row < won.length; row++, at += width) {
    const z = (won[row] === 1 ? -1 : 1) * logOddsOf(design, at, beta);
    loss += (weights?.[row] ?? 1) * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
  }
  for (let i = 1; i < width; i++) loss += (ridge / 2) * (beta[i] ?? 0) ** 2;
  return loss;
}

function logOddsOf(design: Float64Array, at: number, beta: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < beta.length; i++) sum += (design[at + i] ?? 0) * (beta[i] ?? 0);
  return sum;
}
