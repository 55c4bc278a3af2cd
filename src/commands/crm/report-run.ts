import { z } from 'zod';
import { csvOf } from '../../crm/csv.ts';
import { storeFile } from '../../crm/files.ts';
import { type Period, startOfUnit, wholeMonths } from '../../crm/report-period.ts';
import { addDays, addMonths, daysBetween } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Block, type Button, replyOf } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { activityReport } from '../cards/report-activity.ts';
import { periodText, type Report } from '../cards/report-parts.ts';
import { pipelineReport } from '../cards/report-pipeline.ts';
import {
  groupLabel,
  leaderboardReport,
  type ReportRequest,
  salesReport,
} from '../cards/report-sales.ts';
import { supportReport } from '../cards/report-support.ts';
import { winLossReport } from '../cards/report-win-loss.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { choice, person } from '../parameters.ts';
import { idMention } from '../references.ts';
import { reportPeriod } from '../report-parameters.ts';
import {
  REPORT_EXAMPLES,
  REPORT_HINTS,
  REPORT_PATTERNS,
  REPORT_VARIATIONS,
} from './report-wording.ts';

const REPORTS = {
  sales: { en: 'Sales', zh: '销售' },
  pipeline: { en: 'Pipeline', zh: '管道' },
  activity: { en: 'Activity', zh: '活动' },
  leaderboard: { en: 'Leaderboard', zh: '业绩排行' },
  'win-loss': { en: 'Win/loss', zh: '赢单与输单' },
  support: { en: 'Support', zh: '客服' },
} as const;

type ReportName = keyof typeof REPORTS;

const GROUPS = {
  week: { en: 'week', zh: '周' },
  month: { en: 'month', zh: '月' },
  quarter: { en: 'quarter', zh: '季度' },
  year: { en: 'year', zh: '年' },
  owner: { en: 'owner', zh: '负责人' },
  team: { en: 'team', zh: '团队' },
  account: { en: 'account', zh: '客户' },
  product: { en: 'product', zh: '产品' },
  region: { en: 'region', zh: '地区' },
  industry: { en: 'industry', zh: '行业' },
  source: { en: 'source', zh: '来源' },
  stage: { en: 'stage', zh: '阶段' },
  reason: { en: 'reason', zh: '原因' },
  kind: { en: 'kind', zh: '类型' },
} as const;

type Group = keyof typeof GROUPS;

const TIMES = ['week', 'month', 'quarter', 'year'] as const;
const OF_DEALS = ['owner', 'team', 'account', 'product', 'region', 'industry', 'source'] as const;

/** What each report can be grouped by; the first is taken where nothing is said (sales: a time that suits the period). */
const GROUPS_OF: Readonly<Record<ReportName, readonly Group[]>> = {
  sales: [...TIMES, ...OF_DEALS],
  pipeline: ['stage', ...OF_DEALS, ...TIMES],
  activity: ['owner', 'team', 'account', 'kind', ...TIMES],
  leaderboard: ['owner', 'team'],
  'win-loss': ['reason', ...OF_DEALS, ...TIMES],
  support: ['week'],
};

/** So many groups are told apart on a card, and in a file. */
const MOST_SHOWN = 30;
const MOST_IN_A_FILE = 10_000;

export const runReport = defineCommand({
  name: 'report.run',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: {
    en: 'Reports: sales, leaderboard, win/loss, activity, support, what changed in the pipeline.',
    zh: '报表：销售、业绩排行、赢单率、活动统计、客服、管道变化。',
  },
  parameters: z.object({
    report: choice(REPORTS, {
      label: { en: 'report', zh: '报表' },
      question: { en: 'Which report?', zh: '要看哪个报表？' },
      hints: REPORT_HINTS,
    }),
    period: reportPeriod.optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    groupBy: choice(GROUPS, { label: { en: 'group by', zh: '分组' } }).optional(),
    format: choice(
      { csv: { en: 'CSV', zh: 'CSV' } },
      { label: { en: 'file', zh: '文件' } },
    ).optional(),
  }),
  examples: REPORT_EXAMPLES,
  patterns: REPORT_PATTERNS,
  variations: REPORT_VARIATIONS,
  // A file is asked for each time.
  saidOnce: ['format'],
  run: async (ctx, { report, period: said, owner, groupBy: asked, format }) => {
    refuseOthersReport(ctx, report);
    const period = said ?? usualPeriod(ctx, report);
    const possible = GROUPS_OF[report];
    const groupBy =
      asked !== undefined && possible.includes(asked) ? asked : usualGroup(report, period);
    const request: ReportRequest = {
      period,
      owner: owner === undefined ? null : { id: owner.id, name: owner.name },
      groupBy,
      most: format === 'csv' ? MOST_IN_A_FILE : MOST_SHOWN,
    };
    const made = await make(ctx, report, request);
    const notes =
      asked === undefined || asked === groupBy ? [] : [otherGroups(ctx, report, asked, groupBy)];
    if (format === 'csv')
      return { reply: replyOf(...notes, ...(await asFile(ctx, report, request, made))), about: [] };
    const args = {
      report,
      ...(said === undefined ? {} : { period: said }),
      ...(owner === undefined ? {} : { owner: idMention(owner) }),
    };
    const buttons = reportButtons(ctx, report, groupBy, args);
    return { reply: replyOf(...made.blocks, ...notes, { kind: 'buttons', buttons }), about: [] };
  },
});

/** Of the reports only that on support is a support agent's: what is sold is not his to add up. */
function refuseOthersReport({ actor }: CommandContext, report: ReportName): void {
  if (actor.kind === 'member' && actor.role === 'support' && report !== 'support')
    throw new Refusal('not_allowed', { command: 'report.run', needs: 'rep' });
}

function make(ctx: CommandContext, report: ReportName, request: ReportRequest): Promise<Report> {
  switch (report) {
    case 'sales':
      return salesReport(ctx, request);
    case 'leaderboard':
      return leaderboardReport(ctx, request);
    case 'pipeline':
      return pipelineReport(ctx, request);
    case 'win-loss':
      return winLossReport(ctx, request);
    case 'activity':
      return activityReport(ctx, request);
    case 'support':
      return supportReport(ctx, request.period);
    default:
      return report satisfies never;
  }
}

/** What a report is about where no period is said: what people mean by "the report" today. */
function usualPeriod(ctx: CommandContext, report: ReportName): Period {
  const { today, organization } = ctx;
  switch (report) {
    case 'sales':
    case 'leaderboard':
    case 'support': {
      const start = startOfUnit(today, 'quarter', organization);
      return { start, end: addDays(addMonths(start, 3), -1) };
    }
    case 'activity': {
      const start = startOfUnit(today, 'week', organization);
      return { start, end: addDays(start, 6) };
    }
    case 'pipeline':
      return { start: addDays(today, -7), end: today };
    case 'win-loss':
      return { start: addDays(addMonths(today, -12), 1), end: today };
    default:
      return report satisfies never;
  }
}

/** Sales are shown over time, in as many steps as can be read. */
function usualGroup(report: ReportName, period: Period): Group {
  if (report !== 'sales') return GROUPS_OF[report][0] ?? 'owner';
  const days = daysBetween(period.start, period.end) + 1;
  if (days <= 7) return 'owner';
  if (days <= 45 && (wholeMonths(period) ?? 1) === 1) return 'week';
  if (days <= 20 * 31) return 'month';
  return days <= 5 * 366 ? 'quarter' : 'year';
}

/** That a report cannot be grouped so, and how it can. */
function otherGroups(ctx: CommandContext, report: ReportName, asked: Group, taken: Group): Block {
  const { locale } = ctx;
  const possible = GROUPS_OF[report].map((group) => GROUPS[group][locale]);
  return {
    kind: 'note',
    text:
      locale === 'zh'
        ? `${REPORTS[report].zh}报表不能按${GROUPS[asked].zh}分组，这里按${GROUPS[taken].zh}。可以按${possible.join('、')}。`
        : `The ${REPORTS[report].en.toLowerCase()} report cannot be grouped by ${GROUPS[asked].en}: this is by ${GROUPS[taken].en}. It can be by ${possible.join(', ')}.`,
  };
}

async function asFile(
  ctx: CommandContext,
  report: ReportName,
  request: ReportRequest,
  { csv }: Report,
): Promise<Block[]> {
  const { locale } = ctx;
  const name = `${report}-${request.period.start}-${request.period.end}-${request.groupBy}.csv`;
  const content = csvOf(csv.columns, csv.rows);
  const file = await storeFile(ctx, { name, mediaType: 'text/csv', content });
  const of = `${REPORTS[report][locale]}${locale === 'zh' ? '，' : ', '}${periodText(request.period, locale)}`;
  const text =
    locale === 'zh'
      ? `${of}，按${groupLabel(request.groupBy, 'zh')}，共 ${csv.rows.length} 行：`
      : `${of}, by ${GROUPS[request.groupBy as Group].en}, ${csv.rows.length} ${csv.rows.length === 1 ? 'row' : 'rows'}:`;
  return [
    { kind: 'text', text },
    { kind: 'file', file },
  ];
}

/** Other ways to look at the same report, and the file. */
function reportButtons(
  ctx: CommandContext,
  report: ReportName,
  groupBy: Group,
  args: Readonly<Record<string, unknown>>,
): Button[] {
  const { locale } = ctx;
  const others: Readonly<Partial<Record<ReportName, readonly Group[]>>> = {
    sales: ['month', 'owner', 'team', 'product', 'region'],
    pipeline: ['stage', 'owner', 'team'],
    activity: ['owner', 'team', 'week'],
    leaderboard: ['owner', 'team'],
    'win-loss': ['reason', 'owner', 'month', 'source'],
  };
  const ways = (others[report] ?? []).filter((group) => group !== groupBy).slice(0, 3);
  return [
    ...ways.map((group) =>
      runButton(
        locale === 'zh' ? `按${GROUPS[group].zh}` : `By ${GROUPS[group].en}`,
        'report.run',
        { ...args, groupBy: group },
      ),
    ),
    runButton('CSV', 'report.run', { ...args, groupBy, format: 'csv' }),
  ];
}
