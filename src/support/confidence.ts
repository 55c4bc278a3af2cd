import { MODEL } from './confidence/model.ts';
import type { Evidence } from './retrieval.ts';

/** What to do with a ranking: answer from it, ask which of its topics is meant, or say that the articles do not tell. */
export type Band = 'answer' | 'clarify' | 'abstain';

/** How likely it is, 0..1, that the articles hold an answer: a logistic regression over what `Evidence` says. */
export function confidenceOf(evidence: Evidence): number {
  if (evidence.score === 0) return 0;
  const [bias = 0, ...weights] = MODEL.weights;
  const sum = featuresOf(evidence).reduce((z, x, i) => z + x * (weights[i] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}

export function bandOf(confidence: number, thresholds: Thresholds = MODEL): Band {
  if (confidence >= thresholds.answer) return 'answer';
  return confidence >= thresholds.clarify ? 'clarify' : 'abstain';
}

export type Thresholds = { answer: number; clarify: number };

/** In the order of the model's weights, after its bias. */
export function featuresOf({ ofIdeal, coverage, lead, score, length, title }: Evidence): number[] {
  return [ofIdeal, coverage, lead, Math.log1p(score), Math.log1p(length), title];
}
