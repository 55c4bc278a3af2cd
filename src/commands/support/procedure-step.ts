import { z } from 'zod';
import type { Block, Button } from '../../reply/reply.ts';
import {
  currentWalk,
  endWalk,
  moveWalk,
  startWalk,
  type Walk,
  type WalkStep,
} from '../../support/walkthrough.ts';
import { runButton } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { choice, text } from '../parameters.ts';
import { endedWith, helpedButton } from './answer-buttons.ts';
import { humanButton } from './ticket-create.ts';

const TO = {
  start: { en: 'the first step', zh: '第一步' },
  next: { en: 'the next step', zh: '下一步' },
  back: { en: 'the step before', zh: '上一步' },
  again: { en: 'this step again', zh: '再说一遍' },
  over: { en: 'start over', zh: '重新开始' },
  all: { en: 'all steps', zh: '全部步骤' },
} as const;

type To = keyof typeof TO;

export const stepThrough = defineCommand({
  name: 'procedure.step',
  // Where somebody is in a procedure is the conversation's: "back" takes it back, not Undo.
  risk: 'read',
  roles: ['everyone'],
  summary: {
    en: 'Go through a procedure step by step: next, back, start over, all steps.',
    zh: '按步骤操作：下一步、上一步、重新开始、全部步骤。',
  },
  parameters: z.object({
    to: choice(TO, { label: { en: 'step', zh: '步骤' }, silent: true }).optional(),
    /** The question whose answer is the procedure: buttons name it. */
    question: text({ label: { en: 'question', zh: '问题' }, silent: true, max: 60 }).optional(),
  }),
  examples: {
    en: [
      'step by step please',
      'walk me through it',
      'next step',
      'show me all steps',
      'previous step',
      'guide me through the steps',
      'what is the next step in the procedure',
      'repeat that step',
      'one step at a time please',
      'start the steps over',
    ],
    zh: [
      '一步一步来',
      '下一步',
      '上一步',
      '带我一步步操作',
      '显示全部步骤',
      '从第一步重新开始',
      '再说一遍这一步',
      '接下来怎么操作',
      '分步骤教我',
      '回到上一步',
    ],
  },
  patterns: {
    en: [
      '[can you|could you|please|ok|yes] (walk|guide|lead|take|talk) me through [it|this|that|the steps|the procedure|them|all of it|the process] [step by step|slowly|please|one by one] {to=start}',
      '[please|pls|ok|yes|show me|tell me|explain it|do it|give it to me|can we do it|go] (step by step|step-by-step|one step at a time|one by one|one step after the other) {to=start} [please|pls|guide|instructions]',
      "[ok|okay|done|yes|got it|go to|show me|and|what is|what's|whats|give me|on to|i'm ready for|ready for] [,] [the] (next step|following step) {to=next} [please|pls|in the procedure|of the procedure|now]",
      '[go|one|take me|back to|show me|what was] [back] [to] [the|one] (previous step|last step again|step before|step back|prior step) {to=back} [please|again]',
      '[please|can you|could you|pls] (repeat|say|show me|show|tell me|read) [me] (that step|this step|the step|the current step) [again|once more] {to=again} [please]',
      '(which|what) step (am i at|am i on|are we at|are we on|was i at|was i on|were we at|are we in|am i in) {to=again}',
      "[please|can we|let us|let's|i want to] (start|begin|restart|redo) [the|with the|all the] (steps|procedure) [over|again|from the beginning|from the start|from the top] {to=over} [please]",
      '[please|pls|can you|i want to see|can i see] [<show>|list|give] [me] (all steps|all the steps|all of the steps|every step|the whole procedure|the full procedure|the complete procedure|the entire procedure) [at once|please|in one go] {to=all}',
    ],
    zh: [
      '[请|麻烦|可以|能|请你|那就|好] [带我|教我|给我|跟我|引导我|指导我|帮我] (一步一步来|一步步来|一步一步|一步步|分步骤|分步|逐步|按步骤) [地|来] [操作|做|教我|讲|说|指导|告诉我|教] [吧|我] {to=start}',
      '[好了|好的|好|完成了|做完了|弄好了|继续|然后|看] [,] [那|到|去] (下一步|下一个步骤|接下来怎么操作|接下来怎么做|接下来做什么|后面怎么操作) {to=next} [呢|吧|是什么|怎么做|怎么操作]',
      '[请|返回|回到|退回|看|再看] [到|一下] (上一步|上一个步骤|前一步|前一个步骤) {to=back} [吧|是什么]',
      '[请|麻烦] [再|重新] (说一遍|重复|重复一下|讲一遍|说一次|看一下|看看) (这一步|这步|这个步骤|当前步骤) {to=again}',
      '(现在|我|我们) [到|在|是] [了] (第几步|哪一步) [了] {to=again}',
      '[请|那就|我要] [从第一步|从头|步骤|从头开始] (重新开始|重来|再来一遍|重新来|再做一遍) [步骤|操作] {to=over} [吧]',
      '[请|麻烦|我要|我想|直接] [<看>|显示|列出|展示|告诉我|给我] (全部步骤|所有步骤|完整步骤|全部的步骤|所有的步骤|整个步骤|完整流程|整个流程|全部流程) {to=all} [吧|列出来|一次|给我]',
    ],
  },
  run: async (ctx, { to = 'start', question }) => ({
    reply: await stepReply(ctx, to, question ?? null),
    about: [],
  }),
});

async function stepReply(ctx: CommandContext, to: To, question: string | null) {
  const id = question !== null && z.uuid().safeParse(question).success ? question : null;
  switch (to) {
    case 'start':
      return shown(ctx, await startWalk(ctx, id));
    case 'next': {
      const walk = await moveWalk(ctx, 1);
      if (walk.position < walk.steps.length) return shown(ctx, walk);
      return ended(ctx, walk);
    }
    case 'back':
      return shown(ctx, await moveWalk(ctx, -1));
    case 'again':
      return shown(ctx, await moveWalk(ctx, 0));
    case 'over':
      return shown(ctx, await moveWalk(ctx, 'start'));
    case 'all':
      return allSteps(ctx, await walkOrAnswer(ctx, id));
    default:
      return to satisfies never;
  }
}

/** The procedure that somebody is in, else the one that answered him last. */
async function walkOrAnswer(ctx: CommandContext, id: string | null): Promise<Walk> {
  const before = await currentWalk(ctx).catch(() => null);
  if (before !== null && (id === null || before.questionId === id)) return before;
  return startWalk(ctx, id);
}

function shown(ctx: CommandContext, walk: Walk) {
  const zh = ctx.locale === 'zh';
  const { steps, title, questionId, source } = walk;
  // "Next" after the last one leads to its end; "again" there shows the last one.
  const position = Math.min(walk.position, steps.length - 1);
  const step = steps[position];
  if (step === undefined) return ended(ctx, walk);
  const place = zh
    ? `第 ${position + 1} 步，共 ${steps.length} 步`
    : `step ${position + 1} of ${steps.length}`;
  const blocks: Block[] = [
    { kind: 'heading', text: zh ? `${title}：${place}` : `${title}: ${place}` },
    { kind: 'text', text: stepText(step, zh) },
    { kind: 'note', text: zh ? `出处：${source}` : `Source: ${source}` },
    { kind: 'text', text: zh ? '解决了吗？' : 'Did that help?' },
  ];
  const go = (label: string, to: To): Button => runButton(label, 'procedure.step', { to });
  return endedWith(blocks, [
    { ...helpedButton(questionId, ctx.locale), label: zh ? '解决了' : 'Yes' },
    go(zh ? '下一步' : 'Next step', 'next'),
    ...(position > 0 ? [go(zh ? '上一步' : 'Back', 'back')] : []),
    go(zh ? '全部步骤' : 'All steps', 'all'),
    humanButton(ctx, title),
  ]);
}

function stepText({ first, section, text }: WalkStep, zh: boolean): string {
  if (first !== null) return zh ? `先做（《${first}》）：${text}` : `First (${first}): ${text}`;
  return section === null ? text : zh ? `【${section}】${text}` : `${section}: ${text}`;
}

async function ended(ctx: CommandContext, { title, questionId }: Walk) {
  const zh = ctx.locale === 'zh';
  await endWalk(ctx);
  const blocks: Block[] = [
    {
      kind: 'text',
      text: zh
        ? `《${title}》的步骤都做完了。解决了吗？`
        : `That was the last step of “${title}”. Did that help?`,
    },
  ];
  return endedWith(blocks, [
    { ...helpedButton(questionId, ctx.locale), label: zh ? '解决了' : 'Yes' },
    runButton(zh ? '没解决' : 'No', 'feedback.give', { rating: 1, question: questionId }),
    runButton(zh ? '重新开始' : 'Start over', 'procedure.step', {
      to: 'start',
      question: questionId,
    }),
    humanButton(ctx, title),
  ]);
}

/** A message holds so much. */
const LONGEST = 6000;

function allSteps(ctx: CommandContext, walk: Walk) {
  const zh = ctx.locale === 'zh';
  const lines = walk.steps.map((step, i) => `${i + 1}. ${stepText(step, zh)}`).join('\n');
  const blocks: Block[] = [
    { kind: 'heading', text: walk.title },
    { kind: 'text', text: lines.length > LONGEST ? `${lines.slice(0, LONGEST)} …` : lines },
    { kind: 'note', text: zh ? `出处：${walk.source}` : `Source: ${walk.source}` },
  ];
  return endedWith(blocks, [
    helpedButton(walk.questionId, ctx.locale),
    runButton(zh ? '继续这一步' : 'Go on step by step', 'procedure.step', { to: 'again' }),
    humanButton(ctx, walk.title),
  ]);
}
