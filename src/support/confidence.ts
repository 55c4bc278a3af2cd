import { MODELS } from './confidence/models.ts';
import type { Evidence } from './retrieval.ts';

/** What to do with a ranking: answer from it, ask which of its topics is meant, or say that the articles do not tell. */
export type Band = 'answer' | 'clarify' | 'abstain';

/** Articles that say how else they are asked for are judged by that, too. */
export type Model = keyof typeof MODELS;

/**
 * How likely it is, 0..1, that the articles hold an answer: a logistic regression over what `Evidence` says. `scripts/fit-confidence.ts`
 * tells from what it was fitted.
 */
export function confidenceOf(evidence: Evidence): number {
  if (evidence.score === 0) return 0;
  const model = modelFor(evidence);
  const [bias = 0, ...weights] = MODELS[model].weights;
  const sum = featuresOf(evidence, model).reduce((z, x, i) => z + x * (weights[i] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}

export function bandOf(confidence: number, { answer, clarify }: Thresholds): Band {
  if (confidence >= answer) return 'answer';
  return confidence >= clarify ? 'clarify' : 'abstain';
}

export type Thresholds = { answer: number; clarify: number };

/** A question has more tokens in Chinese than in English for the same: the two are compared with different thresholds. */
export function thresholdsFor(evidence: Evidence): Thresholds {
  return MODELS[modelFor(evidence)].thresholds[evidence.chinese ? 'zh' : 'en'];
}

function modelFor({ asked }: Evidence): Model {
  return asked ? 'asked' : 'plain';
}

/** In the order of the model's weights, after its bias. */
export function featuresOf(evidence: Evidence, model: Model): number[] {
  const { ofIdeal, coverage, wordsLead, title } = evidence;
  if (model === 'plain') return [ofIdeal, coverage, wordsLead, title];
  const { score, words, wayScore, conceptScore, lead, margin, length, inDocument } = evidence;
  const scores = [score, words, wayScore, conceptScore].map((one) => one / (evidence.rarest || 1));
  const sums = [...scores, length].map(Math.log1p);
  return [
    ofIdeal,
    wordsLead,
    title,
    ...sums,
    lead,
    margin,
    inDocument,
    evidence.unknown,
    evidence.way,
  ];
}
