/** A sentence to learn from: its features and the label it has. */
export type Sample = { features: readonly string[]; label: string; weight?: number };

export type Prediction = { label: string; probability: number };

export type Classifier = { predict: (features: readonly string[]) => Prediction[] };

/** What was learnt: for each feature, in their order, a weight for each label. */
export type Model = {
  labels: readonly string[];
  features: readonly string[];
  weights: Float32Array;
};

const EPOCHS = 9;
const RATE = 0.35;
const L2 = 2e-5;

/**
 * Multinomial logistic regression over sparse binary features, fitted by AdaGrad (Duchi et al. 2011). Each sample is scaled to
 * unit length. The order of samples comes from a seed, so that equal input gives equal weights.
 */
export function trainSoftmax(samples: readonly Sample[], seed = 7): Model {
  const labels = [...new Set(samples.map((s) => s.label))].sort();
  const index = new Map<string, number>();
  const rows = samples.map((sample) => ({
    ids: idsOf(sample.features, (feature) => {
      const id = index.get(feature) ?? index.size;
      index.set(feature, id);
      return id;
    }),
    label: labels.indexOf(sample.label),
    weight: sample.weight ?? 1,
  }));
  const weights = new Float32Array(index.size * labels.length);
  const squares = new Float32Array(weights.length).fill(1e-3);
  const random = generator(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(rows, random);
    for (const row of rows) learn(row, weights, squares, labels.length);
  }
  return { labels, features: [...index.keys()], weights };
}

export function classifierOf({ labels, features: known, weights }: Model): Classifier {
  const index = new Map(known.map((feature, id) => [feature, id]));
  return {
    predict: (features) => {
      const ids = idsOf(features, (feature) => index.get(feature) ?? -1);
      const probabilities = score(ids, weights, labels.length);
      return labels
        .map((label, i) => ({ label, probability: probabilities[i] ?? 0 }))
        .sort((a, b) => b.probability - a.probability);
    },
  };
}

type Row = { ids: Int32Array; label: number; weight: number };

function idsOf(features: readonly string[], id: (feature: string) => number): Int32Array {
  return Int32Array.from([...new Set(features)].map(id).filter((i) => i >= 0));
}

function score(ids: Int32Array, weights: Float32Array, labels: number): Float64Array {
  const sums = new Float64Array(labels);
  const scale = scaleOf(ids);
  for (const id of ids)
    for (let l = 0; l < labels; l += 1)
      sums[l] = (sums[l] ?? 0) + (weights[id * labels + l] ?? 0) * scale;
  const most = Math.max(...sums);
  let total = 0;
  for (let l = 0; l < labels; l += 1) {
    sums[l] = Math.exp((sums[l] ?? 0) - most);
    total += sums[l] ?? 0;
  }
  for (let l = 0; l < labels; l += 1) sums[l] = (sums[l] ?? 0) / total;
  return sums;
}

function scaleOf(ids: Int32Array): number {
  return 3 / Math.sqrt(Math.max(1, ids.length));
}

function learn(row: Row, weights: Float32Array, squares: Float32Array, labels: number): void {
  const probabilities = score(row.ids, weights, labels);
  const scale = scaleOf(row.ids) * row.weight;
  const errors = probabilities.map((probability, l) => probability - (l === row.label ? 1 : 0));
  // Feature by feature, for the weights of a feature lie side by side in memory.
  for (const id of row.ids)
    for (let l = 0; l < labels; l += 1) {
      const error = errors[l] ?? 0;
      if (Math.abs(error) < 1e-3) continue;
      const at = id * labels + l;
      const gradient = error * scale + L2 * (weights[at] ?? 0);
      const square = (squares[at] ?? 0) + gradient * gradient;
      squares[at] = square;
      weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(square);
    }
}

function shuffle(rows: Row[], random: () => number): void {
  for (let i = rows.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [rows[i], rows[j]];
    if (a !== undefined && b !== undefined) [rows[i], rows[j]] = [b, a];
  }
}

/** A small seeded generator (mulberry32): 0 <= x < 1. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
