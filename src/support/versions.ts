import type { ArticlePassage } from './knowledge-base.ts';

/** How a version is written in the front matter of an article: `3.2`, `4`, `4.x`. */
export const VERSION = /^\d{1,4}(?:\.\d{1,4}){0,3}(?:\.x)?$/;

/** So many of the best may change places: what stands behind them is about something else. */
const NEAR = 8;

/**
 * What is about the version that a question names comes first, then what holds for all, then what is about other ones. Each
 * in the order it had; a question that names no version leaves all as it is.
 */
export function inVersion(
  passages: readonly ArticlePassage[],
  question: string,
): readonly ArticlePassage[] {
  const asked = versionsIn(question);
  const [best] = passages;
  // Only where the best is about certain versions does it matter which one is asked about.
  if (asked.length === 0 || best === undefined || best.article.versions.length === 0)
    return passages;
  return [
    ...passages.slice(0, NEAR).toSorted((a, b) => placeOf(a, asked) - placeOf(b, asked)),
    ...passages.slice(NEAR),
  ];
}

/**
 * Whether the version that a question names tells apart what else would be as good: the best is about it, and the next article is
 * about other ones.
 */
export function settledByVersion(passages: readonly ArticlePassage[], question: string): boolean {
  const asked = versionsIn(question);
  const [best] = passages;
  if (best === undefined || asked.length === 0 || placeOf(best, asked) !== FITS) return false;
  const others = passages
    .slice(0, NEAR)
    .filter(({ article }) => article.id !== best.article.id && article.kind === best.article.kind);
  return others.some((other) => placeOf(other, asked) === OTHER);
}

const [FITS, ANY, OTHER] = [0, 1, 2] as const;

function placeOf({ article: { versions } }: ArticlePassage, asked: readonly string[]): number {
  if (versions.length === 0) return ANY;
  return versions.some((known) => asked.some((one) => covers(known, one))) ? FITS : OTHER;
}

/** The versions that a text names: with a point ("in 3.2", 4.0版), or announced as one ("version 4", v4, 4版). */
export function versionsIn(text: string): string[] {
  const found = text
    .normalize('NFKC')
    .matchAll(
      /(?<![\d.$€£¥])(?:(?<said>\bversion|\brelease|\bv|版本)\s?)?(?<number>\d{1,4}(?:\.\d{1,4}){0,3})(?![\d%.]*\d|\s?%)(?:\.x)?(?<after>\s?版)?/giu,
    );
  return [...found].flatMap(({ groups }) => {
    const { said, number = '', after } = groups ?? {};
    return number.includes('.') || said !== undefined || after !== undefined ? [number] : [];
  });
}

/** `4.x` and `4` cover 4.0 and 4.1.2; a question about 4 is also about `4.1`. */
function covers(known: string, asked: string): boolean {
  const [one, other] = [known.replace(/\.x$/, '').split('.'), asked.split('.')];
  return one.slice(0, other.length).every((part, i) => part === other[i]);
}
