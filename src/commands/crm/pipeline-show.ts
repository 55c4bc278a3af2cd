import { z } from 'zod';
import { type Deal, listDeals } from '../../crm/deals.ts';
import {
  findPipeline,
  getPipeline,
  listPipelines,
  type Pipeline,
  stageName,
} from '../../crm/pipelines.ts';
import { type RateBook, rateBook } from '../../crm/rates.ts';
import { findTeam } from '../../crm/teams.ts';
import { numberText } from '../../reply/format.ts';
import { type Block, type Locale, replyOf, say } from '../../reply/reply.ts';
import { dealTotal, shortTotal, totalText } from '../cards/total-text.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { CLOSING, PIPELINE_NAMES, REGIONS } from '../cues.ts';
import { CATEGORY_LABELS } from '../labels.ts';
import { period, person, text } from '../parameters.ts';

export const showPipeline = defineCommand({
  name: 'pipeline.show',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'Show the pipeline by stage.', zh: '按阶段查看销售管道。' },
  parameters: z.object({
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    team: text({ label: { en: 'team', zh: '团队' }, wellKnown: REGIONS }).optional(),
    closing: period({ label: { en: 'closing', zh: '成交时间' }, cues: CLOSING }).optional(),
    pipeline: text({
      label: { en: 'pipeline', zh: '销售管道' },
      typical: PIPELINE_NAMES,
    }).optional(),
  }),
  examples: {
    en: [
      'show my pipeline',
      'pipeline for next quarter',
      'show pipeline',
      "how's my pipeline looking",
      'pipeline for this quarter',
      "Dana's pipeline pls",
      'what does the pipeline look like for Q2',
      'pipeline EMEA team',
      'give me an overview of the pipeline closing next month',
      'funnel?',
      'how much do we have in the pipe',
      'my pipe for March',
      "show me <@U042>'s pipeline for this month",
      "could you show the West team's pipeline by stage?",
      'pipeline summary',
      "what's in my pipeline",
      'team pipeline',
      'how healthy is our pipeline',
      'show the Renewals pipeline',
      'what does the Partner pipeline look like',
      'pipeline Renewals',
    ],
    zh: [
      '看一下我的管道',
      '下季度的销售漏斗',
      '看看销售管道',
      '我的销售漏斗',
      '本季度的 pipeline',
      'Dana 的漏斗',
      '下个月的商机漏斗',
      '华东团队的 pipeline',
      '漏斗情况怎么样',
      '请给我看一下小王本月的销售管道',
      '今年的 pipeline 总览',
      '团队的漏斗',
      '管道里有多少钱',
      '我的 pipeline 怎么样',
      '看一下续约管道',
      '名为 Partner 的管道',
    ],
  },
  patterns: {
    en: [
      '[<show>] [the] [my {owner=me}|our] <pipe> [for|in|of] {closing}',
      '[<show>] [a|an|the] [quick] [overview|summary|snapshot|breakdown|view|picture] [of|for] [the|our|my {owner=me}|current|entire|whole|full|sales] [sales|current|open|overall|deal] <pipe> [summary|overview|report|status|by stage|breakdown|numbers|view|please|look|looking|health|stats]',
      '[<show>] [the] [my {owner=me}] <pipe> [by stage] [closing|that closes]',
      "(how's|hows|how is|how does|what's|whats|what is|what does) [in] [the|our|my {owner=me}] [sales|current] <pipe> [look|looking|look like|doing|status|worth|at|right now|today]",
      '(how much|what) [do|is|have] [we|i {owner=me}|there] [have|got] [is] (in) [the|our|my {owner=me}] <pipe>',
      '(how|what) (healthy|big|full|large|strong|is the state of) [is|are] [the|our|my {owner=me}] <pipe>',
      '[<show>] {owner: (her|his|their)} [sales] <pipe>',
      "[<show>] [the] {owner} ('s|s') [sales] <pipe> [by stage|look|looking|please]",
      "(how's|hows|how is|how does|what's|whats|what is|what does|what's in|whats in|what is in) {owner} ('s|s') [sales] <pipe> [look|looking|look like|doing|status]",
      '[<show>] [the] [sales] <pipe> (of|for) {owner}',
      "[<show>] [the|our] {team} (team|team's|teams|region) <pipe> [by stage]",
      "(how's|hows|how is) [the] {team} (team|team's|teams) <pipe> [looking|doing]",
      '[<show>] [the|our] [sales] <pipe> (of|for|in|from) [the|our] {team} (team|region|territory)',
      '[<show>] [the] <pipe> [of|for] [the] {team} team',
      '[<show>] <pipe> {team} team',
      "[team|our|company|the team's|my team's] <pipe>",
      '<show> [the|our] {pipeline#} [sales] <pipe> [by stage|please]',
      '[<show>] [the] [my {owner=me}|our] (pipeline|funnel) (called|named) {pipeline}',
      "(how's|hows|how is|how does|what's in|whats in|what is in|what does) [the|our] {pipeline#} [sales] <pipe> [look|looking|look like|doing|right now|today]",
      '[<show>] [my {owner=me}] deals by stage (in|of) [the|our] {pipeline#} [sales] <pipe>',
      '[the|our] {pipeline: (renewals|renewal|partner|partners|channel|upsell|enterprise|smb|retention|expansion|new business|reseller|resellers|alliances)} (pipeline|funnel) [please]',
      '<pipe> {pipeline#}',
    ],
    zh: [
      '[<看>] [一下] [我的 {owner=me}|我 {owner=me}|我们的|我们|公司|公司的|整体|整个|当前|现在|目前|团队|团队的|] [的] [销售|商机] <管道> [的] [情况|怎么样|如何|总览|概况|汇总|概览|状态|情况怎么样|里有什么|里有多少|里有多少钱|总额|总额多少|总额是多少|有多少|金额多少|总金额|多大|按阶段|健康吗|分布|什么样|里有哪些]',
      '[<看>] [一下] {owner} [的] [要关的|要成交的] [销售|商机] <管道> [的] [情况|怎么样|如何|总览|概况|汇总]',
      '<看> [一下] [我们的|我们|公司的|公司] {pipeline#} [的] <管道> [的] [情况|怎么样|如何|总览|概况|汇总]',
      '[<看>] [一下] (叫|名为|名叫|叫做) {pipeline#} 的 [销售] <管道>',
      '[<看>] [一下] {team#} (团队|组|区|部门|大区) [的] [销售|商机] <管道> [的] [情况|怎么样|如何|总览|概况|汇总]',
    ],
  },
  followUps: {
    en: [
      '[<show>] [the|our] [sales] <pipe> [of|for|in] [the|our] team {team} [by stage]',
      "(what's|whats|what is) in [the] pipeline (for|of) {owner}",
    ],
    zh: ['我 的 {owner=me} [销售|商机] <管道> [咋样|怎样|什么样|如何|怎么样|情况]'],
  },
  run: async (ctx, { owner, team, closing, pipeline }) => {
    const zh = ctx.locale === 'zh';
    const inTeam = team === undefined ? null : await findTeam(ctx, team);
    if (
      team !== undefined &&
      inTeam === null &&
      !/^(?:my|our|the|team|我的?|我们的?|本|全)?\s*(?:team|团队|组)?$/i.test(team)
    ) {
      return {
        reply: say(zh ? `没有叫“${team}”的团队。` : `There is no team called “${team}”.`),
        about: [],
      };
    }
    const named = pipeline === undefined ? null : await pipelineOrTeam(ctx, pipeline);
    const deals = await listDeals(ctx, {
      ownerId: owner?.id,
      teamId: inTeam?.id ?? named?.teamId,
      pipelineId: named?.pipeline?.id,
      closing,
    });
    if (deals.length === 0)
      return {
        reply: say(zh ? '管道里没有进行中的商机。' : 'There are no open deals in this pipeline.'),
        about: [],
      };
    const all = await listPipelines(ctx);
    const shown = all.filter((p) => deals.some((deal) => deal.pipeline.id === p.id));
    const book = await rateBook(ctx);
    return {
      reply: replyOf(
        ...headline(ctx.locale, deals, shown, book),
        ...shown.flatMap((p) => pipelineBlocks(ctx.locale, p, deals, book, shown.length > 1)),
      ),
      about: [],
    };
  },
});

/** "The East pipeline" may be that of a team. */
async function pipelineOrTeam(
  ctx: CommandContext,
  name: string,
): Promise<{ pipeline: Pipeline | null; teamId: string | undefined }> {
  const pipeline = await findPipeline(ctx, name);
  const team = pipeline === null ? await findTeam(ctx, name) : null;
  if (pipeline === null && team === null) await getPipeline(ctx, name);
  return { pipeline, teamId: team?.id };
}

/** What all add up to, and how surely it is counted on. */
function headline(
  locale: Locale,
  deals: readonly Deal[],
  pipelines: readonly Pipeline[],
  book: RateBook,
): Block[] {
  const zh = locale === 'zh';
  const sums = totalText(dealTotal(deals, book), locale);
  const only = pipelines.length === 1 ? pipelines[0] : undefined;
  const name = only === undefined || only.isDefault ? null : only.name;
  const text = zh
    ? `${name === null ? '销售管道' : `销售管道 ${name}`}：${deals.length} 个商机，${sums}`
    : `${name === null ? 'Pipeline' : `Pipeline ${name}`}: ${numberText(deals.length, locale)} ${deals.length === 1 ? 'deal' : 'deals'}, ${sums}`;
  const categories = (['commit', 'best_case', 'pipeline', 'omitted'] as const).flatMap(
    (category) => {
      const own = deals.filter((deal) => deal.category === category);
      const value = shortTotal(dealTotal(own, book), locale);
      return own.length === 0
        ? []
        : [{ label: CATEGORY_LABELS[category][locale], value: `${value} (${own.length})` }];
    },
  );
  return [
    { kind: 'text', text },
    { kind: 'fields', fields: categories },
  ];
}

/** A pipeline by stage, as a table and as a chart. */
function pipelineBlocks(
  locale: Locale,
  pipeline: Pipeline,
  all: readonly Deal[],
  book: RateBook,
  oneOfSeveral: boolean,
): Block[] {
  const zh = locale === 'zh';
  const deals = all.filter((deal) => deal.pipeline.id === pipeline.id);
  const rows = pipeline.stages
    .filter((stage) => stage.kind === 'open')
    .map((stage) => ({ stage, deals: deals.filter((deal) => deal.stage.id === stage.id) }));
  const title = oneOfSeveral
    ? `${pipeline.name}: ${totalText(dealTotal(deals, book), locale)}`
    : zh
      ? '按阶段'
      : 'By stage';
  return [
    {
      kind: 'table',
      title,
      columns: [
        { label: zh ? '阶段' : 'Stage', align: 'left' },
        { label: zh ? '商机数' : 'Deals', align: 'right' },
        { label: zh ? '金额' : 'Value', align: 'right' },
      ],
      rows: rows.map((row) => [
        stageName(row.stage, locale),
        String(row.deals.length),
        shortTotal(dealTotal(row.deals, book), locale),
      ]),
    },
    {
      kind: 'chart',
      chart: 'bar',
      title: `${zh ? '各阶段商机数' : 'Deals by stage'}${oneOfSeveral ? `: ${pipeline.name}` : ''}`,
      unit: zh ? '个' : 'deals',
      series: [
        {
          name: zh ? '商机' : 'Deals',
          points: rows.map((row) => ({
            label: stageName(row.stage, locale),
            value: row.deals.length,
          })),
        },
      ],
    },
  ];
}
