import { z } from 'zod';
import { type Deal, getDeal } from '../../crm/deals.ts';
import { stageName, stagesOf } from '../../crm/pipelines.ts';
import { type StageVisit, stageHistory, usualMilliseconds } from '../../crm/stage-history.ts';
import { momentText } from '../../reply/format.ts';
import { type Block, replyOf } from '../../reply/reply.ts';
import { dealTitle, refOf } from '../cards/deal-card.ts';
import { durationText } from '../cards/duration-text.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { record, stage } from '../parameters.ts';
import { stageMeant } from '../stage-words.ts';

export const showStageHistory = defineCommand({
  name: 'stage.history',
  risk: 'read',
  roles: ['rep'],
  summary: {
    en: 'Which stages a deal went through, and how long it was in each.',
    zh: '商机经过了哪些阶段，各停留多久。',
  },
  parameters: z.object({
    deal: record('deal', {
      label: { en: 'deal', zh: '商机' },
      question: { en: 'Which deal?', zh: '哪个商机？' },
    }),
    stage: stage({ label: { en: 'stage', zh: '阶段' } }).optional(),
  }),
  examples: {
    en: [
      'how long has Acme been in negotiation',
      'stage history of D-12',
      'how long was Globex in proposal?',
      'time in stage for the Hooli deal',
      'how many days has the Initech renewal been in this stage',
      'show the stage history of Acme',
      'which stages did D-12 go through',
      'how long has it been in negotiation',
      'when did the Globex deal enter proposal',
      'since when is Hooli in negotiation',
      'D-12 time in each stage',
    ],
    zh: [
      '这单在谈判阶段多久了',
      'D-12 的阶段历史',
      'Acme 在谈判阶段停留了多久',
      '华为那单在方案阶段待了几天',
      '小米的单子经过了哪些阶段',
      'Globex 什么时候进入谈判的',
      '看一下 Hooli 各阶段停留时间',
      '它在这个阶段多长时间了',
      'D-7 每个阶段花了多久',
    ],
  },
  patterns: {
    en: [
      '(how long|how many days|how many weeks|since when|for how long) (has|have|is|was|did|are|had) [<the>] {deal} [<deal>] [already|now] [been|be|sitting|sit|stuck|stay|stayed|spend|spent] [in|at|stuck in|sitting in|sitting at] [the|this|its|that] [current] [{stage}|stage|phase] [stage|phase] [now|already|for|so far]',
      '[<show>] [me] [the] (stage history|stage timeline|stage log|time in stage|time in each stage|time per stage|stage durations|stage changes|days in stage|history of stages|stages over time|stage movements) (of|for|on|in) [<the>] {deal} [<deal>]',
      "[<show>] [me] [<the>] {deal} [<deal>] ['s|s] (stage history|stage timeline|time in stage|time in each stage|time per stage|stage durations|stage changes|days in stage) [please]",
      '(which|what) stages (did|has|was) [<the>] {deal} [<deal>] (go through|gone through|been through|been in|passed|pass|pass through|in) [so far|already]',
      '(when|what day) (did|has) [<the>] {deal} [<deal>] (enter|entered|get to|got to|reach|reached|go to|move to|go into|come into|start|hit) [the] {stage} [stage|phase]',
      '(when|since when) (is|was|has) [<the>] {deal} [<deal>] [been] (in|at|moved to|moved into|put in) [the] {stage} [stage|phase]',
      '(how long|how many days) (did|has|does) [<the>] {deal} [<deal>] (spend|spent|stay|stayed|take|took|sit|remain) [in|at|for] [the|each|every] [{stage}|stage|phase] [stage|phase] [now]',
      '(time|days|weeks) (in|spent in) [the] {stage} [stage] (for|of) [<the>] {deal} [<deal>]',
      '(how has|how did) [<the>] {deal} [<deal>] (moved|move|progressed|progress|advanced) (through|along) [the|its] (stages|pipeline|funnel)',
    ],
    zh: [
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [已经|现在] (在|处于|停在|卡在) {stage} [阶段] [上] [已经|都|总共|一共] [停留|停留了|待了|待|呆了|停了|放了|卡了|花了|用了|有|过了|持续了|持续] (多久|多长时间|几天|多少天|多久时间|几周|多少周|几个月) [<了>]',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [已经|现在] (在|处于|停在|卡在) (这个阶段|当前阶段|现在的阶段|现阶段|这一阶段|目前的阶段) [上] [已经|都] [停留|停留了|待了|待|呆了|停了|放了|卡了|花了|有] (多久|多长时间|几天|多少天|几周) [<了>]',
      '[<看>] [一下] {deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单|这个单子|那个单子] [的] (阶段历史|阶段记录|阶段变化|阶段变更|阶段时间线|阶段停留时间|各阶段停留时间|各阶段时间|各个阶段停留时间|每个阶段停留时间|阶段流转|阶段流转记录|推进记录|各阶段耗时|阶段耗时) [<给看>]',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单] [都|一共] (经过了|经过|走过|经历了|走了|过了) [哪些|哪几个|几个|什么|多少个] 阶段',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单] [是] (什么时候|何时|哪天|几号|啥时候) (进入|进|到|到达|进到|推进到|移到|走到|开始) [的|了] {stage} [阶段] [的]',
      '{deal} [的] [这个|那个] [单子|商机|deal|项目|这单|那单] [在] (每个阶段|各阶段|各个阶段|每阶段|每一个阶段) [停留|停留了|待了|花了|花|用了|分别] [分别] [停留|停留了|待了|花了|用了] (多久|多长时间|几天|多少天)',
      '[<看>] (阶段历史|阶段记录|阶段停留时间) [:] {deal}',
    ],
  },
  run: async (ctx, { deal: { id }, stage: said }) => {
    const deal = await getDeal(ctx, id);
    const visits = await stageHistory(ctx, id);
    const asked = said === undefined ? [] : [await answerTo(ctx, deal, visits, said)];
    return {
      reply: replyOf(...asked, await visitTable(ctx, deal, visits)),
      about: [refOf(deal), { entity: 'account', ...deal.account }],
    };
  },
});

/** How long the deal was in the stage that is asked for, all its times there together. */
async function answerTo(
  ctx: CommandContext,
  deal: Deal,
  visits: readonly StageVisit[],
  said: string,
): Promise<Block> {
  const been = visits.some((visit) => visit.stage.key === said);
  const meant = been ? null : await stageMeant(ctx, await stagesOf(ctx, deal.pipeline.id), said);
  const own = visits.filter((visit) => visit.stage.key === (meant?.key ?? said));
  const zh = ctx.locale === 'zh';
  const first = own[0];
  if (first === undefined) {
    const name = meant === null ? said : stageName(meant, ctx.locale);
    return {
      kind: 'text',
      text: zh
        ? `${dealTitle(deal)} 没有到过${name}阶段。`
        : `${dealTitle(deal)} never was in ${name}.`,
    };
  }
  const name = stageName(first.stage, ctx.locale);
  const time = durationText(
    own.reduce((sum, visit) => sum + visit.milliseconds, 0),
    ctx.locale,
  );
  const since = momentText(
    own.at(-1)?.enteredAt ?? first.enteredAt,
    ctx.actor.timeZone,
    ctx.locale,
  );
  const there = own.at(-1)?.leftAt === null;
  const usual = await usualMilliseconds(ctx, first.stage.id);
  const usually =
    usual === null
      ? ''
      : zh
        ? `通常为 ${durationText(usual, 'zh')}。`
        : ` Usual is ${durationText(usual, 'en')}.`;
  const text = there
    ? zh
      ? `${dealTitle(deal)} 在${name}阶段已 ${time}（自 ${since} 起）。${usually}`
      : `${dealTitle(deal)} has been in ${name} for ${time}, since ${since}.${usually}`
    : zh
      ? `${dealTitle(deal)} 在${name}阶段停留了 ${time}（${since} 进入）。${usually}`
      : `${dealTitle(deal)} was in ${name} for ${time}; it came there on ${since}.${usually}`;
  return { kind: 'text', text };
}

async function visitTable(
  ctx: CommandContext,
  deal: Deal,
  visits: readonly StageVisit[],
): Promise<Block> {
  const zh = ctx.locale === 'zh';
  const several = new Set(visits.map(({ pipeline }) => pipeline.id)).size > 1;
  const usual = new Map<string, number | null>();
  for (const { stage } of visits)
    if (!usual.has(stage.id))
      usual.set(stage.id, stage.kind === 'open' ? await usualMilliseconds(ctx, stage.id) : null);
  return {
    kind: 'table',
    title: zh ? `${dealTitle(deal)} 的阶段历史` : `Stage history of ${dealTitle(deal)}`,
    columns: (zh ? ['阶段', '进入', '停留', '通常'] : ['Stage', 'Entered', 'Time', 'Usual']).map(
      (label) => ({ label, align: 'left' }),
    ),
    rows: visits.map(({ stage, pipeline, enteredAt, leftAt, milliseconds }) => {
      const name = stageName(stage, ctx.locale);
      const median = usual.get(stage.id) ?? null;
      const closed = stage.kind !== 'open' && leftAt === null;
      return [
        several ? `${pipeline.name}: ${name}` : name,
        momentText(enteredAt, ctx.actor.timeZone, ctx.locale),
        closed ? '–' : durationText(milliseconds, ctx.locale),
        median === null ? '–' : durationText(median, ctx.locale),
      ];
    }),
  };
}
