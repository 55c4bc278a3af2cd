import { groupedBy } from './grouped-by.ts';
import { tokensOf } from './tokens.ts';

/** So much of their words, the rare ones counting more, make two questions one: cosine of TF-IDF vectors. */
const ALIKE = 0.4;

type Asked = { id: string; text: string };

/** All that was asked in the same words. */
type Wording<Q> = { key: string; tokens: readonly string[]; asked: readonly Q[] };

/**
 * Questions about the same, the largest group first, in each the most frequent wording first. The same groups for the same
 * questions, in whatever order they come.
 *
 * By leaders (Hartigan 1975): each wording joins the group whose first wording is most like it, or begins one; the frequent ones
 * come first, so that they lead. Groups do not grow by chains of small likenesses, as they would with single linkage.
 */
export function clustersOf<Q extends Asked>(questions: readonly Q[]): Q[][] {
  const wordings = wordingsOf(questions);
  const weigh = weightsIn(wordings);
  const groups: { leader: Vector; wordings: Wording<Q>[] }[] = [];
  const byToken = new Map<string, number[]>();
  for (const wording of wordings) {
    const vector = vectorOf(wording.tokens, weigh);
    const near = new Set(wording.tokens.flatMap((token) => byToken.get(token) ?? []));
    const best = bestOf(
      [...near].toSorted((a, b) => a - b),
      (at) => likeness(vector, groups[at]?.leader),
    );
    if (best !== null) {
      groups[best]?.wordings.push(wording);
      continue;
    }
    for (const token of wording.tokens)
      byToken.set(token, [...(byToken.get(token) ?? []), groups.length]);
    groups.push({ leader: vector, wordings: [wording] });
  }
  return groups
    .map((group) => group.wordings.flatMap(({ asked }) => asked))
    .toSorted((a, b) => b.length - a.length || compare(a[0]?.id ?? '', b[0]?.id ?? ''));
}

/** The most frequent first, then the shortest: a short question is in many longer ones. */
function wordingsOf<Q extends Asked>(questions: readonly Q[]): Wording<Q>[] {
  const inOrder = questions.toSorted((a, b) => compare(a.id, b.id));
  const read = inOrder.map((question) => {
    const tokens = [...new Set(tokensOf(question.text))].toSorted();
    // Of mere function words only the words themselves tell what was asked.
    const key = tokens.length > 0 ? tokens.join(' ') : `"${question.text.trim().toLowerCase()}`;
    return { question, tokens, key };
  });
  return [...groupedBy(read, ({ key }) => key)]
    .map(([key, same]) => ({
      key,
      tokens: same[0]?.tokens ?? [],
      asked: same.map(({ question }) => question),
    }))
    .toSorted(
      (a, b) =>
        b.asked.length - a.asked.length ||
        a.tokens.length - b.tokens.length ||
        compare(a.key, b.key),
    );
}

type Vector = { weights: ReadonlyMap<string, number>; length: number };

function weightsIn(wordings: readonly Wording<Asked>[]): (token: string) => number {
  const holding = new Map<string, number>();
  for (const { tokens } of wordings)
    for (const token of tokens) holding.set(token, (holding.get(token) ?? 0) + 1);
  return (token) => Math.log(1 + wordings.length / (holding.get(token) ?? 1));
}

function vectorOf(tokens: readonly string[], weigh: (token: string) => number): Vector {
  const weights = new Map(tokens.map((token) => [token, weigh(token)]));
  const squares = [...weights.values()].map((weight) => weight * weight);
  return { weights, length: Math.sqrt(squares.reduce((sum, square) => sum + square, 0)) };
}

function likeness(one: Vector, other: Vector | undefined): number {
  if (other === undefined || one.length === 0 || other.length === 0) return 0;
  let product = 0;
  for (const [token, weight] of one.weights) product += weight * (other.weights.get(token) ?? 0);
  return product / (one.length * other.length);
}

/** The first of the most alike; null where none is alike enough. */
function bestOf(candidates: readonly number[], score: (at: number) => number): number | null {
  let best: number | null = null;
  let most = ALIKE;
  for (const at of candidates) {
    const like = score(at);
    if (like < most || (like === most && best !== null)) continue;
    best = at;
    most = like;
  }
  return best;
}

/** By code units: the order of a locale would differ between machines. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
