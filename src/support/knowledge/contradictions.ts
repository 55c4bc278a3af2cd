import { sentencesIn } from '../sentences.ts';
import { tokensOf } from '../tokens.ts';
import type { ArticleText } from './article.ts';
import type { EntityText } from './entities.ts';
import type { Problem } from './problems.ts';

/** A sentence that says how much of something there is. */
type Statement = {
  article: ArticleText;
  text: string;
  /** The words beside the quantities. */
  words: ReadonlySet<string>;
  /** What is measured, in order: `30 day`. */
  values: readonly string[];
  units: string;
  /** The things that the sentence and the headings over it name. */
  named: string;
};

/** Sentences that share so much of their words say the same of the same. */
const NEARLY_SAME = 0.8;
/** Fewer words beside the number do not tell what it is about. */
const LEAST_WORDS = 3;

const UNITS =
  /(?:(?:working|business|calendar)[ -])?(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|percent|dollars?|euros?|yuan|users?|seats?|people|requests?|calls?|times?|GB|MB|KB|TB|kg|km|mm|cm|bar|°C)\b|[%％]|(?:个)?(?:工作日|自然日|小时|分钟|星期|季度|月|年)|秒|天|日|周|元|美元|欧元|用户|人|次/
    .source;
const NUMBER_WORDS = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
    fourteen: 14,
    twenty: 20,
    thirty: 30,
    sixty: 60,
    ninety: 90,
  }).map(([word, value]) => [word, String(value)]),
);
const NUMBER = String.raw`\d+(?:[.,]\d+)*|\b(?:${[...NUMBER_WORDS.keys()].join('|')})\b|[两一二三四五六七八九十百]+`;
const QUANTITY = new RegExp(
  String.raw`(?<currency>US\$|[$€£¥￥])\s*(?<amount>\d+(?:[.,]\d+)*)|(?<number>${NUMBER})[\s-]*(?<unit>${UNITS})`,
  'giu',
);

/**
 * Pairs of articles of which one says another quantity than the other in nearly the same sentence. Conservative: both are about one
 * thing, name the same things, and differ in nothing that is a code or a number but the quantity.
 */
export function contradictionsIn(
  articles: readonly ArticleText[],
  entities: readonly EntityText[],
): Problem[] {
  const replaced = new Set(articles.flatMap((article) => article.relations.supersedes));
  const namesOf = nameFinder(entities);
  const statements = articles
    .filter(({ slug }) => !replaced.has(slug))
    .flatMap((article) => statementsOf(article, namesOf));
  const told = new Set<string>();
  return pairsOf(statements).flatMap(([one, other]): Problem[] => {
    const pair = `${one.article.path}\n${other.article.path}`;
    if (told.has(pair) || !contradict(one, other)) return [];
    told.add(pair);
    const said = [one.text, other.text] as const;
    return [{ kind: 'contradicts', path: one.article.path, other: other.article.path, said }];
  });
}

function contradict(one: Statement, other: Statement): boolean {
  if (one.article === other.article || one.article.language !== other.article.language)
    return false;
  if (one.units !== other.units || one.named !== other.named) return false;
  if (one.values.join() === other.values.join() || !sameSubject(one.article, other.article))
    return false;
  const apart = [...symmetricDifference(one.words, other.words)];
  // "E1042 after 5 minutes" and "E1043 after 10 minutes" do not contradict each other.
  if (apart.some((word) => /\d/.test(word))) return false;
  const all = new Set([...one.words, ...other.words]).size;
  return (all - apart.length) / all >= NEARLY_SAME;
}

function symmetricDifference(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...[...a].filter((x) => !b.has(x)), ...[...b].filter((x) => !a.has(x))]);
}

/** What articles say that they are about; without that, any two may be about one thing. */
function sameSubject(a: ArticleText, b: ArticleText): boolean {
  const subjects = (article: ArticleText) => [...article.relations.about, ...article.products];
  const [ours, theirs] = [subjects(a), subjects(b)];
  return ours.length === 0 || theirs.length === 0 || ours.some((key) => theirs.includes(key));
}

function statementsOf(
  article: ArticleText,
  namesOf: (tokens: readonly string[]) => readonly string[],
): Statement[] {
  return article.passages.flatMap((passage) =>
    passage.text
      .split('\n')
      .map((line) => line.replace(/^\s*(?:\d+[.)]|•)\s*/, ''))
      .flatMap((line) => sentencesIn(line, article.language))
      .flatMap((text): Statement[] => {
        const values = [...text.matchAll(QUANTITY)].map(quantityOf);
        if (values.length === 0) return [];
        const words = new Set(tokensOf(text.replace(QUANTITY, ' ')));
        if (words.size < LEAST_WORDS) return [];
        const named = namesOf(tokensOf([...passage.headings, text].join('\n')));
        return [
          {
            article,
            text,
            words,
            values,
            units: values.map((value) => value.replace(/^\S+ /, '')).join(),
            named: [...named].sort().join(),
          },
        ];
      }),
  );
}

function quantityOf({ groups }: RegExpMatchArray): string {
  const { currency, amount, number = '', unit = '' } = groups ?? {};
  if (currency !== undefined) return `${plain(amount ?? '')} ${currency}`;
  return `${plain(number)} ${unit.toLowerCase().replace(/^个/, '').replace(/s$/, '')}`;
}

/** One way to write a number. */
function plain(number: string): string {
  const word = NUMBER_WORDS.get(number.toLowerCase());
  if (word !== undefined) return word;
  if (/\d/.test(number)) return number.replace(/,(?=\d{3}\b)/g, '').replace(',', '.');
  return String(chineseNumber(number));
}

const DIGITS = '零一二三四五六七八九';

/** 三十, 一百二十: up to 999. */
function chineseNumber(text: string): number {
  const [, hundreds, tens, ten, ones] =
    /^(?:([一二两三四五六七八九])百)?(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(
      text,
    ) ?? [];
  const digit = (one: string | undefined): number =>
    one === undefined ? 0 : DIGITS.indexOf(one.replace('两', '二'));
  return digit(hundreds) * 100 + (ten === undefined ? 0 : digit(tens) || 1) * 10 + digit(ones);
}

/** Pairs that can be nearly the same: they share one of the rarest words of each. All others need no look. */
function pairsOf(statements: readonly Statement[]): [Statement, Statement][] {
  const often = new Map<string, number>();
  for (const word of statements.flatMap(({ words }) => [...words]))
    often.set(word, (often.get(word) ?? 0) + 1);
  const byWord = new Map<string, Statement[]>();
  return statements.flatMap((statement) => {
    const near = new Set<Statement>();
    for (const word of rarestOf(statement, often)) {
      const before = byWord.get(word) ?? [];
      for (const other of before) near.add(other);
      byWord.set(word, [...before, statement]);
    }
    return [...near].map((other): [Statement, Statement] => [other, statement]);
  });
}

/** Of two sets that share four fifths, one of the first n - ⌈0.8 n⌉ + 1 words in a common order is in both. */
function rarestOf({ words }: Statement, often: ReadonlyMap<string, number>): string[] {
  const rarest = [...words].sort(
    (a, b) => (often.get(a) ?? 0) - (often.get(b) ?? 0) || (a < b ? -1 : 1),
  );
  return rarest.slice(0, rarest.length - Math.ceil(NEARLY_SAME * rarest.length) + 1);
}

/** Which things a text names, by the tokens of their names and aliases. */
function nameFinder(
  entities: readonly EntityText[],
): (tokens: readonly string[]) => readonly string[] {
  const names = entities.flatMap(({ key, name, aliases }) =>
    [name.en, name.zh, ...aliases.en, ...aliases.zh].map((called) => ({
      key,
      called: ` ${tokensOf(called).join(' ')} `,
    })),
  );
  return (tokens) => {
    const text = ` ${tokens.join(' ')} `;
    return [
      ...new Set(
        names
          .filter(({ called }) => called.trim() !== '' && text.includes(called))
          .map(({ key }) => key),
      ),
    ];
  };
}
