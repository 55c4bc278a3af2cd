import type { LanguageModel } from '../platform/language-model.ts';
import type { Log } from '../platform/log.ts';
import { type Block, type Phrase, type Quoted, type Reply, replyOf } from '../reply/reply.ts';
import { Composed, promptOf, supportedIn } from '../support/compose.ts';

/** A person waits for so long; then the quotation has to do. */
const PATIENCE_MS = 8000;

const FAILED: Phrase = {
  en: 'No short answer could be made just now: this is what the article says.',
  zh: '暂时无法生成简短回答，以上为文章原文。',
};

/**
 * The reply with a short answer of a model in place of each quotation, where every sentence is supported by the passages that it
 * cites; else the quotation as it is. Asks over the network: never inside a transaction.
 */
export async function composedReply(
  ctx: { model: LanguageModel; log: Log },
  reply: Reply,
): Promise<Reply> {
  if (!isQuoting(reply)) return reply;
  const made = await Promise.all(
    reply.blocks.map(async (block): Promise<Block[]> => {
      if (block.kind !== 'text' || block.quoted === undefined) return [block];
      return answerFor(ctx, block.text, block.quoted);
    }),
  );
  const blocks = made.flat();
  return replyOf(...blocks.filter((block, i) => !isToldAbove(block, blocks[i - 1])));
}

/** The sources below a short answer tell what the note below the quotation told. */
function isToldAbove(block: Block, above: Block | undefined): boolean {
  return block.kind === 'note' && above?.kind === 'note' && above.text.includes(`] ${block.text}`);
}

/** The reply as it is, without what a model could make of it: where there is none, it need not be stored. */
export function asQuoted(reply: Reply): Reply {
  if (!isQuoting(reply)) return reply;
  const blocks = reply.blocks.map(
    (block): Block => (block.kind === 'text' ? { kind: 'text', text: block.text } : block),
  );
  return { ...reply, blocks };
}

function isQuoting({ blocks }: Reply): boolean {
  return blocks.some((block) => block.kind === 'text' && block.quoted !== undefined);
}

async function answerFor(
  { model, log }: { model: LanguageModel; log: Log },
  quotation: string,
  quoted: Quoted,
): Promise<Block[]> {
  const { language, passages } = quoted;
  const asked = await model.ask({
    name: 'answer',
    shape: Composed,
    ...promptOf(quoted),
    timeoutMs: PATIENCE_MS,
  });
  if (asked.kind === 'failed') {
    log.warn('model.failed', { reason: asked.reason });
    return [
      { kind: 'text', text: quotation },
      { kind: 'note', text: FAILED[language] },
    ];
  }
  const sentences = supportedIn(asked.value, quoted);
  log.info('model.answered', {
    sentences: asked.value.sentences.length,
    supported: sentences.length,
  });
  if (sentences.length === 0) return [{ kind: 'text', text: quotation }];
  const cited = [...new Set(sentences.flatMap((sentence) => sentence.passages))].sort(
    (a, b) => a - b,
  );
  const text = sentences
    .map((sentence) => `${sentence.text} ${sentence.passages.map((n) => `[${n}]`).join('')}`)
    .join(language === 'zh' ? '' : ' ');
  return [
    { kind: 'text', text },
    { kind: 'note', text: cited.map((n) => `[${n}] ${passages[n - 1]?.source ?? ''}`).join('\n') },
  ];
}
