import type { Block } from './blocks.ts';

/** A piece of an article that answers something. */
export type PassageText = {
  /** The headings it stands under, the article's title left out. */
  headings: readonly string[];
  text: string;
  steps: readonly string[];
};

/** A longer section becomes several passages, at its paragraphs. */
const MOST_WORDS = 220;
/** A shorter one goes with what follows in the same section above it. */
const LEAST_WORDS = 25;

/** Divides an article by its headings. The steps of a procedure stay together, however many they are. */
export function passagesOf(blocks: readonly Block[]): PassageText[] {
  const passages: PassageText[] = [];
  const headings: { depth: number; text: string }[] = [];
  let open: Block[] = [];
  const close = (): void => {
    if (open.length > 0) passages.push(passage(headings, open));
    open = [];
  };
  for (const block of blocks) {
    if (block.kind === 'heading') {
      close();
      while ((headings.at(-1)?.depth ?? 0) >= block.depth) headings.pop();
      headings.push(block);
      continue;
    }
    const words = wordsIn(open);
    if (words > 0 && block.kind !== 'steps' && words + wordsIn([block]) > MOST_WORDS) close();
    open.push(block);
  }
  close();
  return joined(passages);
}

function passage(headings: readonly { text: string }[], blocks: readonly Block[]): PassageText {
  return {
    headings: headings.map((heading) => heading.text),
    text: blocks.map((block) => block.text).join('\n'),
    steps: blocks.flatMap((block) => (block.kind === 'steps' ? block.steps : [])),
  };
}

/** A few words under the title alone answer little: the first section takes them along. */
function joined(passages: readonly PassageText[]): PassageText[] {
  const [first, second, ...rest] = passages;
  if (first === undefined || second === undefined) return [...passages];
  const short = first.headings.length === 0 && wordsOf(first.text) < LEAST_WORDS;
  if (!short) return [...passages];
  const text = `${first.text}\n${second.text}`;
  return [{ ...second, text, steps: [...first.steps, ...second.steps] }, ...rest];
}

function wordsIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + wordsOf(block.text), 0);
}

/** Two Chinese characters are about as much as a word. */
function wordsOf(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return Math.ceil(han / 2) + (text.match(/(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)?.length ?? 0);
}
