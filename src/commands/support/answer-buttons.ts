import { type Block, type Button, type Locale, replyOf } from '../../reply/reply.ts';
import type { Answers } from '../../support/ask.ts';
import { CONTENT } from '../../support/feedback.ts';
import { runButton } from '../cards/deal-card.ts';
import type { CommandContext } from '../context.ts';

/** What a person says of an answer by a press: that it helped or did not; a procedure can be followed step by step. */
export function answerButtons(
  { locale }: CommandContext,
  { id, answered }: Answers['all'][number],
): Block[] {
  if (answered.kind !== 'answer') return [];
  const zh = locale === 'zh';
  const { steps, article } = answered.passage;
  const hasSteps = steps.length > 0 || article.kind === 'procedure';
  const buttons = [
    ...(hasSteps
      ? [runButton(zh ? '一步一步来' : 'Step by step', 'procedure.step', { question: id })]
      : []),
    helpedButton(id, locale),
    runButton(zh ? '没有帮助' : 'Not helpful', 'feedback.give', { rating: 1, question: id }),
  ];
  return [{ kind: 'buttons', buttons }];
}

export function helpedButton(id: string, locale: Locale): Button {
  const label = locale === 'zh' ? '有帮助' : 'That helped';
  return runButton(label, 'feedback.give', { rating: CONTENT + 1, question: id });
}

/** The buttons as the end of what was said. */
export function endedWith(blocks: readonly Block[], buttons: readonly Button[]) {
  return replyOf(...blocks, ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []));
}
