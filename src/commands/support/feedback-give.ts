import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import type { Button, Locale } from '../../reply/reply.ts';
import { CONTENT, giveFeedback, type Rated, ratedBy } from '../../support/feedback.ts';
import type { Ask } from '../command.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { choice, text, wholeNumber } from '../parameters.ts';
import { endedWith } from './answer-buttons.ts';
import { FEEDBACK_EXAMPLES, FEEDBACK_PATTERNS } from './feedback-wording.ts';
import { humanButton } from './ticket-create.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    rating_out_of_range: Record<string, never>;
    nothing_to_rate: Record<string, never>;
  }
}

const OF_FIVE = /^(?:(?:out )?of|\/) ?(?:5|five)(?:[\s,;:-]+|$)/i;
const OF = { answer: { en: 'the answer', zh: '回答' } } as const;

export const giveFeedbackCommand = defineCommand({
  name: 'feedback.give',
  risk: 'write',
  roles: ['everyone'],
  summary: {
    en: 'Say whether an answer helped, or rate the support you got from 1 to 5.',
    zh: '评价回答是否有帮助，或给客服打 1 到 5 分。',
  },
  parameters: z.object({
    rating: wholeNumber({
      label: { en: 'rating', zh: '评分' },
      question: { en: 'How many stars, from 1 to 5?', zh: '打几分，1 到 5？' },
      max: 5,
    }).optional(),
    comment: text({
      label: { en: 'comment', zh: '意见' },
      question: { en: 'What was missing?', zh: '缺了什么？' },
      rest: true,
      max: 1000,
    }).optional(),
    /** "That helped" is said of an answer. */
    of: choice(OF, { label: { en: 'of', zh: '对象' }, silent: true, hidden: true }).optional(),
    /** The question that was answered: buttons name it. */
    question: text({
      label: { en: 'question', zh: '问题' },
      silent: true,
      hidden: true,
      max: 60,
    }).optional(),
    ticket: text({
      label: { en: 'ticket', zh: '工单' },
      silent: true,
      hidden: true,
      max: 60,
    }).optional(),
  }),
  oneOf: ['rating', 'comment'],
  examples: FEEDBACK_EXAMPLES,
  patterns: FEEDBACK_PATTERNS,
  asks: async (ctx, { rating, question, ticket }) => {
    if (rating !== undefined) return null;
    const rated = await ratedBy(ctx, which({ question, ticket }));
    return rated.rating === null ? starsAsked(ctx) : null;
  },
  run: async (ctx, { rating: said, comment: written, of, question, ticket }) => {
    // "2 out of 5" says nothing more.
    const comment = written?.replace(OF_FIVE, '') || undefined;
    const rated = await ratedBy(ctx, which({ question, ticket }));
    if (of === 'answer' && rated.kind === 'support') throw new Refusal('nothing_to_rate', {});
    const rating = said ?? rated.rating ?? 0;
    if (rating < 1) throw new Refusal('rating_out_of_range', {});
    const before = ctx.history.changes.length;
    await giveFeedback(ctx, rated, { rating, comment });
    const changed = ctx.history.changes.length > before;
    return { reply: replyTo(ctx, rated, { rating, comment, changed }), about: [] };
  },
});

function which({
  question,
  ticket,
}: {
  question: string | undefined;
  ticket: string | undefined;
}): Parameters<typeof ratedBy>[1] {
  if (question !== undefined && !z.uuid().safeParse(question).success)
    throw new Refusal('not_your_question', {});
  if (ticket === undefined) return { question };
  // Buttons name it by its id, people by its number.
  const id = /^ticket:(?<id>[0-9a-f-]{36})$/.exec(ticket)?.groups?.id;
  if (id !== undefined) return { question, ticket: { id } };
  return { question, ticket: { number: Number(/\d{1,9}/.exec(ticket)?.[0] ?? 0) } };
}

function starsAsked({ locale }: CommandContext): Ask {
  return {
    parameter: 'rating',
    why: '',
    choices: [5, 4, 3, 2, 1].map((stars) => ({
      label: locale === 'zh' ? `${stars} 分` : `${'★'.repeat(stars)}`,
      value: String(stars),
    })),
  };
}

type Given = { rating: number; comment: string | undefined; changed: boolean };

function replyTo(ctx: CommandContext, rated: Rated, given: Given) {
  const { rating, comment } = given;
  const said = { kind: 'text' as const, text: notedText(rated, given, ctx.locale === 'zh') };
  if (rating >= CONTENT || comment !== undefined) return endedWith([said], []);
  const asked = {
    kind: 'text' as const,
    text:
      ctx.locale === 'zh'
        ? '缺了什么，或者哪里不对？直接写给我就行，也可以不写。'
        : 'What was missing or wrong? Just write it to me, if you like.',
  };
  const human = rated.kind === 'answer' ? [humanButton(ctx, rated.question)] : [];
  return endedWith([said, asked], [commentButton(rated, rating, ctx.locale), ...human]);
}

function notedText(rated: Rated, { rating, comment, changed }: Given, zh: boolean): string {
  if (!changed) return zh ? '这个评价已经记下了。' : 'That is noted already.';
  const thanks = thanksFor(rated, rating, zh);
  if (comment === undefined) return thanks;
  return zh ? `${thanks}意见已记下。` : `${thanks} Your comment is noted.`;
}

function commentButton(rated: Rated, rating: number, locale: Locale): Button {
  const of =
    rated.kind === 'answer'
      ? { question: rated.id }
      : rated.kind === 'ticket'
        ? { ticket: String(rated.number) }
        : {};
  return {
    label: locale === 'zh' ? '写意见' : 'Say what was missing',
    action: {
      kind: 'open-form',
      command: 'feedback.give',
      arguments: { rating: String(rating), ...of },
    },
  };
}

function thanksFor(rated: Rated, rating: number, zh: boolean): string {
  const changed = rated.rating !== null && rated.rating !== rating;
  const lead = zh
    ? changed
      ? `已改为 ${rating} 分。`
      : `谢谢，已记下：${rating} 分（满分 5 分）。`
    : changed
      ? `Changed: ${rating} of 5.`
      : `Thank you, noted: ${rating} of 5.`;
  if (rated.kind === 'ticket')
    return `${lead}${zh ? `（工单 TK-${rated.number}）` : ` (TK-${rated.number})`}`;
  if (rating >= CONTENT || rated.kind === 'support') return lead;
  return `${lead}${zh ? '抱歉没帮上忙。' : ' Sorry that it did not help.'}`;
}
