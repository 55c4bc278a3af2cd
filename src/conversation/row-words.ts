import { candidatesOf, sureOnes } from '../commands/references.ts';
import { similarity } from '../platform/distance.ts';
import { points } from './pointing.ts';
import type { Turn } from './turn.ts';
import { findMoney } from './understanding/slots/money.ts';
import { findOrdinals } from './understanding/slots/small.ts';
import type { Clues } from './understanding/span.ts';

/** How a row of a list is told from the others by what is in it: "the 30k one", "the one in proposal", 三万那个. */
const DESCRIBED: readonly RegExp[] = [
  /(?<![\w])the one (?:(?:that'?s|that is|which is) )?(?:in|at|worth|with|for|from) (?<words>[\w$€£¥.,%-]*\w)(?: stage)?(?![\w])/iu,
  /(?<![\w])(?:the|that) (?<words>[\w$€£¥.,%-]*\w(?: [\w-]+)?) one(?![\w])/iu,
  /(?<=^|把|将|给|[,，\s])(?<words>[\p{Script=Han}\w$€£¥.]{2,8}?)(?:阶段)?的?那一?[个单条笔](?:单子|商机|任务)?/u,
];

/**
 * The message with the number of the row that it describes, where exactly one of the rows shown last holds those words and nothing
 * is called so; as it is where it describes none.
 */
export async function withRowNumber(turn: Turn, text: string): Promise<string> {
  const { rows } = turn.shown;
  const found = DESCRIBED.map((form) => form.exec(text)).find((match) => match !== null);
  const words = found?.groups?.['words'];
  if (rows.length < 2 || found === undefined || words === undefined) return text;
  if (points(found[0]) || findOrdinals(words).length > 0) return text;
  const kinds = [...new Set(rows.map(({ entity }) => entity))];
  if ((await sureOnes(turn.ctx, kinds, words)).length > 0) return text;
  const there = await candidatesOf(turn.ctx, rows);
  const held = onlyHolding(
    words,
    there.map(({ name, detail }) => `${name} ${detail}`),
  );
  const number = held === null ? undefined : /^[A-Z]{1,2}-\d+/.exec(there[held]?.detail ?? '')?.[0];
  if (number === undefined) return text;
  return `${text.slice(0, found.index)}${number}${text.slice(found.index + found[0].length)}`;
}

/** Words that point at a choice without naming it: "the Globex one". */
const POINTING = new Set(
  'the a an one that this it with at of for in deal account contact task please i mean meant pls ok yes no worth oh sorry use take pick choose 那个 这个 选 就 用'.split(
    ' ',
  ),
);
const SAME_WORD = 0.75;

/** The one text that holds all words said of it; null where none or several do. */
export function onlyHolding(said: string, texts: readonly string[]): number | null {
  const words = said
    .toLowerCase()
    .split(/[\s,.!?，。]+/)
    .map((word) => word.replace(/(?:的?那一?个|的?这一?个|的?那[单条笔家位]|的|吧|家)$/u, ''))
    .filter((word) => word !== '' && !POINTING.has(word));
  if (words.length === 0) return null;
  const lower = texts.map((text) => text.toLowerCase());
  const only = (fits: (text: string) => boolean): number | null => {
    const fitting = lower.flatMap((text, i) => (fits(text) ? [i] : []));
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  };
  return (
    only((text) => words.every((word) => text.includes(word))) ??
    only((text) => words.every((word) => holds(text, word)))
  );
}

/** Whether a text has a word, slips of spelling and other ways to write an amount allowed: "renewl", "40k". */
function holds(text: string, word: string): boolean {
  if (text.includes(word)) return true;
  const [money] = findMoney(word, { baseCurrency: 'USD' } as Clues);
  if (money?.value.kind === 'money') {
    const { amount } = money.value;
    return (text.replace(/(?<=\d),(?=\d)/g, '').match(/\d+(?:\.\d+)?/g) ?? []).some(
      (number) => Number(number) === amount,
    );
  }
  return (
    word.length > 3 && text.split(/[\s,()]+/).some((own) => similarity(own, word) >= SAME_WORD)
  );
}
