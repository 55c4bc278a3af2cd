import { shortText } from '../../reply/format.ts';
import { type Block, type Button, type Locale, replyOf } from '../../reply/reply.ts';
import { CONTENT } from '../../support/feedback.ts';
import type { CommandContext } from '../context.ts';
import { runButton } from './deal-card.ts';

/** What a person says of an answer, by a press: that it helped or did not; it can be followed step by step, and there are people. */
export function answerButtons(
  ctx: CommandContext,
  { id, question, steps }: { id: string; question: string; steps: boolean },
): Block {
  const zh = ctx.locale === 'zh';
  const buttons = [
    ...(steps
      ? [runButton(zh ? '一步一步来' : 'Step by step', 'procedure.step', { question: id })]
      : []),
    helpedButton(id, ctx.locale),
    runButton(zh ? '没有帮助' : 'Not helpful', 'feedback.give', { rating: 1, question: id }),
    ...humanButtons(ctx, question),
  ];
  return { kind: 'buttons', buttons };
}

export function helpedButton(id: string, locale: Locale): Button {
  const label = locale === 'zh' ? '有帮助' : 'That helped';
  return runButton(label, 'feedback.give', { rating: CONTENT + 1, question: id });
}

const LONGEST_SUBJECT = 200;

/** Hands a question over to a person, where there is a help desk: one tap, one ticket. */
export function humanButtons(ctx: CommandContext, question: string): Button[] {
  if (ctx.catalogue.find('ticket.create') === null) return [];
  const subject = shortText(question.replace(/\s+/g, ' '), LONGEST_SUBJECT);
  return [
    {
      label: ctx.locale === 'zh' ? '转人工' : 'Talk to a human',
      action: {
        kind: 'run',
        command: 'ticket.create',
        arguments: { subject },
        nonce: `human:${ctx.history.changeSetId}`,
      },
    },
  ];
}

/** The buttons as the end of what was said. */
export function endedWith(blocks: readonly Block[], buttons: readonly Button[]) {
  return replyOf(...blocks, ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []));
}
