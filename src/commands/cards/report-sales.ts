import type { DealGroup } from '../../crm/deal-groups.ts';
import {
  addTotals,
  type DealTotals,
  type DealTotalsRow,
  dealTotals,
} from '../../crm/deal-totals.ts';
import {
  type ComparedPeriods,
  comparedPeriods,
  type Period,
  unitsIn,
} from '../../crm/report-period.ts';
import { decimalOf } from '../../platform/money.ts';
import { moneyText, sumsText } from '../../reply/format.ts';
import type { Block, Locale } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import {
  changeText,
  convertedText,
  dealsText,
  groupChart,
  type Measure,
  measured,
  measureOf,
  NONE,
  OTHERS,
  percentText,
  periodText,
  type Report,
  rateNotes,
  timeChart,
  totalsText,
  unitOf,
  unitText,
} from './report-parts.ts';

/** What a report is asked for, all of it known. */
export type ReportRequest = {
  period: Period;
  owner: { id: string; name: string } | null;
  groupBy: string;
  /** So many groups are told apart: more in a file than on a card. */
  most: number;
};

export type TimeGroup = 'week' | 'month' | 'quarter' | 'year';

export function isTimeGroup(group: string): group is TimeGroup {
  return group === 'week' || group === 'month' || group === 'quarter' || group === 'year';
}

/** A line of a report on deals: a group, and what it was before where that was asked. */
export type GroupLine = {
  key: string | null;
  label: string;
  others: boolean;
  now: DealTotals;
  before: DealTotals | null;
};

/** What was won in a period, by group, beside the period before and a year ago. */
export async function salesReport(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const groupBy = request.groupBy as DealGroup;
  const compared = comparedPeriods(request.period, ctx.today);
  const rows = await dealTotals(ctx, {
    spans: spansOf(compared, !isTimeGroup(groupBy)),
    status: 'won',
    groupBy,
    ownerId: request.owner?.id,
    most: request.most,
  });
  const totals = spanTotals(ctx, rows);
  const lines = isTimeGroup(groupBy)
    ? timeLines(ctx, rows, groupBy, request.period)
    : groupLines(ctx, rows);
  const measure = measureOf(lines.map((line) => line.now));
  const ranked = isTimeGroup(groupBy) ? lines : inRank(lines, measure);
  const title = zh ? '赢单金额' : 'Won';
  const chart = isTimeGroup(groupBy)
    ? timeChart(
        title,
        unitOf(measure, locale),
        title,
        ranked.map((l) => ({ label: l.label, value: measured(l.now, measure) })),
        locale,
      )
    : groupChart(
        title,
        unitOf(measure, locale),
        title,
        ranked.map((l) => ({ label: l.label, value: measured(l.now, measure), others: l.others })),
        locale,
      );
  return {
    blocks: [
      heading(zh ? '销售报表' : 'Sales', request, locale),
      ...(totals.now.deals === 0
        ? [
            {
              kind: 'text' as const,
              text: zh ? '这段时间没有赢单。' : 'Nothing was won in this period.',
            },
          ]
        : [...chart, dealTable(ranked, totals.now, groupBy, locale)]),
      comparisonNote(compared, totals, locale),
      ...rateNotes([totals.now, totals.before, totals.year], locale),
    ],
    csv: dealCsv(ranked, groupBy, locale),
  };
}

/** Who won the most: everybody who won or lost something in a period, the best first. */
export async function leaderboardReport(
  ctx: CommandContext,
  request: ReportRequest,
): Promise<Report> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const groupBy = request.groupBy === 'team' ? 'team' : 'owner';
  const compared = comparedPeriods(request.period, ctx.today);
  const rows = await dealTotals(ctx, {
    spans: spansOf(compared, true),
    groupBy,
    rankedBy: 'won',
    ownerId: request.owner?.id,
    most: request.most,
  });
  const won = rows.filter((row) => row.status === 'won');
  const lost = rows.filter((row) => row.status === 'lost' && row.span === 'now');
  const totals = spanTotals(ctx, won);
  const empty = addTotals(ctx.organization.baseCurrency, []);
  const winners = groupLines(ctx, won);
  const others = lost
    .filter((row) => !winners.some((l) => l.key === row.key && l.others === row.others))
    .map((row) => ({ ...lineOf(row, locale), now: empty, before: null }));
  const lines = [...winners, ...others];
  const measure = measureOf(lines.map((line) => line.now));
  const ranked = inRank(lines, measure);
  const several = measure.kind === 'money' && measure.converted;
  const winRate = (line: GroupLine): string => {
    const losses = lost.find((row) => row.key === line.key && row.others === line.others);
    const closed = line.now.deals + (losses?.totals.deals ?? 0);
    return closed === 0 ? '–' : percentText(line.now.deals / closed, locale);
  };
  const columns = zh
    ? [
        '名次',
        groupBy === 'team' ? '团队' : '销售',
        '赢单',
        '金额',
        ...(several ? ['≈ 折算'] : []),
        '赢单率',
        '环比',
      ]
    : [
        '#',
        groupBy === 'team' ? 'Team' : 'Person',
        'Won',
        'Value',
        ...(several ? ['≈ total'] : []),
        'Win rate',
        'Change',
      ];
  const cells = ranked.map((line, i) => [
    line.others ? '' : String(i + 1),
    line.label,
    String(line.now.deals),
    sumsText(line.now.sums, locale),
    ...(several ? [convertedOrSame(line.now, locale)] : []),
    winRate(line),
    lineChange(line, measure, locale),
  ]);
  const title = zh ? '业绩排行' : 'Leaderboard';
  return {
    blocks: [
      heading(title, request, locale),
      ...(ranked.length === 0
        ? [
            {
              kind: 'text' as const,
              text: zh ? '这段时间没有成交的商机。' : 'No deal was closed in this period.',
            },
          ]
        : [
            ...groupChart(
              zh ? '赢单金额' : 'Won',
              unitOf(measure, locale),
              zh ? '赢单金额' : 'Won',
              ranked.map((l) => ({
                label: l.label,
                value: measured(l.now, measure),
                others: l.others,
              })),
              locale,
            ),
            {
              kind: 'table' as const,
              title: '',
              columns: columns.map((label, i) => ({
                label,
                align: i === 1 ? ('left' as const) : ('right' as const),
              })),
              rows: cells.slice(0, 30),
            },
          ]),
      comparisonNote(compared, totals, locale),
      ...rateNotes([totals.now, totals.before, totals.year], locale),
    ],
    csv: dealCsv(ranked, groupBy, locale),
  };
}

/** The spans that every report on closed deals asks for. */
export function spansOf(compared: ComparedPeriods, groupedBefore: boolean) {
  return [
    { name: 'now', closed: compared.period, grouped: true },
    { name: 'before', closed: compared.before, grouped: groupedBefore },
    ...(compared.lastYear === null
      ? []
      : [{ name: 'year', closed: compared.lastYear, grouped: false }]),
  ];
}

export type SpanTotals = { now: DealTotals; before: DealTotals; year: DealTotals };

export function spanTotals(ctx: CommandContext, rows: readonly DealTotalsRow[]): SpanTotals {
  const of = (span: string) =>
    addTotals(
      ctx.organization.baseCurrency,
      rows.filter((row) => row.span === span).map((row) => row.totals),
    );
  return { now: of('now'), before: of('before'), year: of('year') };
}

function lineOf(
  row: Pick<DealTotalsRow, 'key' | 'label' | 'others'>,
  locale: Locale,
): Pick<GroupLine, 'key' | 'label' | 'others'> {
  const label = row.others ? OTHERS[locale] : (row.label ?? row.key ?? NONE[locale]);
  return { key: row.key, label, others: row.others };
}

/** A line for each group of the period, with the same group of the period before. */
export function groupLines(ctx: CommandContext, rows: readonly DealTotalsRow[]): GroupLine[] {
  const before = rows.filter((row) => row.span === 'before');
  return rows
    .filter((row) => row.span === 'now')
    .map((row) => ({
      ...lineOf(row, ctx.locale),
      now: row.totals,
      before: before.find((b) => b.key === row.key && b.others === row.others)?.totals ?? null,
    }));
}

/** A line for each week, month, quarter or year of a period, the empty ones too. */
function timeLines(
  ctx: CommandContext,
  rows: readonly DealTotalsRow[],
  unit: TimeGroup,
  period: Period,
): GroupLine[] {
  const now = new Map(rows.filter((r) => r.span === 'now').map((r) => [r.key, r.totals]));
  const empty = addTotals(ctx.organization.baseCurrency, []);
  const end = period.end < ctx.today || period.start > ctx.today ? period.end : ctx.today;
  const last = [...now.keys()].reduce(
    (max: string, key) => (key !== null && key > max ? key : max),
    end,
  );
  return unitsIn({ start: period.start, end: last }, unit, ctx.organization).map((key) => ({
    key,
    label: unitText(key, unit, ctx.locale),
    others: false,
    now: now.get(key) ?? empty,
    before: null,
  }));
}

export function inRank(lines: readonly GroupLine[], measure: Measure): GroupLine[] {
  return [...lines].sort(
    (a, b) =>
      Number(a.others) - Number(b.others) ||
      measured(b.now, measure) - measured(a.now, measure) ||
      b.now.deals - a.now.deals,
  );
}

export function heading(name: string, request: ReportRequest, locale: Locale): Block {
  const who = request.owner === null ? '' : `${locale === 'zh' ? '，' : ', '}${request.owner.name}`;
  const between = locale === 'zh' ? '：' : ': ';
  return { kind: 'heading', text: `${name}${between}${periodText(request.period, locale)}${who}` };
}

const GROUP_LABELS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  week: { en: 'Week of', zh: '周（起始日）' },
  month: { en: 'Month', zh: '月份' },
  quarter: { en: 'Quarter', zh: '季度' },
  year: { en: 'Year', zh: '年份' },
  owner: { en: 'Owner', zh: '负责人' },
  team: { en: 'Team', zh: '团队' },
  account: { en: 'Account', zh: '客户' },
  product: { en: 'Product', zh: '产品' },
  region: { en: 'Region', zh: '地区' },
  industry: { en: 'Industry', zh: '行业' },
  source: { en: 'Source', zh: '来源' },
  stage: { en: 'Stage', zh: '阶段' },
  reason: { en: 'Reason', zh: '原因' },
  kind: { en: 'Kind', zh: '类型' },
};

export function groupLabel(group: string, locale: Locale): string {
  return GROUP_LABELS[group]?.[locale] ?? group;
}

/** Groups with their deals and values, and below them what they add up to. */
export function dealTable(
  lines: readonly GroupLine[],
  total: DealTotals,
  groupBy: string,
  locale: Locale,
): Block {
  const zh = locale === 'zh';
  const measure = measureOf(lines.map((line) => line.now));
  const several = convertedText(total, locale) !== '';
  const compared = lines.some((line) => line.before !== null);
  const columns = [
    { label: groupLabel(groupBy, locale), align: 'left' as const },
    ...(zh ? ['商机数', '金额'] : ['Deals', 'Value']).map((label) => ({
      label,
      align: 'right' as const,
    })),
    ...(several ? [{ label: `≈ ${total.converted.currency}`, align: 'right' as const }] : []),
    ...(compared ? [{ label: zh ? '环比' : 'Change', align: 'right' as const }] : []),
  ];
  const row = (label: string, totals: DealTotals, change: string) => [
    label,
    String(totals.deals),
    sumsText(totals.sums, locale),
    ...(several ? [moneyText(totals.converted, locale)] : []),
    ...(compared ? [change] : []),
  ];
  return {
    kind: 'table',
    title: '',
    columns,
    rows: [
      ...lines.slice(0, 30).map((l) => row(l.label, l.now, lineChange(l, measure, locale))),
      ...(lines.length > 1 ? [row(zh ? '合计' : 'Total', total, '')] : []),
    ],
  };
}

function lineChange(line: GroupLine, measure: Measure, locale: Locale): string {
  if (line.before === null) return '–';
  return changeText(measured(line.now, measure), measured(line.before, measure), locale) ?? '–';
}

function convertedOrSame(totals: DealTotals, locale: Locale): string {
  return totals.missing.length > 0 ? '–' : moneyText(totals.converted, locale);
}

/** The period beside the one before and the one a year ago, where there was any deal then. */
export function comparisonNote(
  compared: ComparedPeriods,
  totals: SpanTotals,
  locale: Locale,
): Block {
  const zh = locale === 'zh';
  const measure = measureOf([totals.now, totals.before, totals.year]);
  const line = (period: Period, of: DealTotals, compare: boolean): string => {
    const change = compare
      ? changeText(measured(totals.now, measure), measured(of, measure), locale)
      : null;
    const amount = zh
      ? `${dealsText(of.deals, locale)}，${totalsText(of, locale)}`
      : `${dealsText(of.deals, locale)}, ${totalsText(of, locale)}`;
    const suffix = change === null ? '' : zh ? `（本期 ${change}）` : ` (now ${change})`;
    return `${periodText(period, locale)}${zh ? '：' : ': '}${amount}${suffix}`;
  };
  const soFar = compared.running
    ? zh
      ? '（至今，只与同样长的一段比较）'
      : ' (so far; compared with as many days)'
    : '';
  return {
    kind: 'note',
    text: [
      `${line(compared.period, totals.now, false)}${soFar}`,
      `${zh ? '上期 ' : 'Before: '}${line(compared.before, totals.before, true)}`,
      ...(compared.lastYear === null || totals.year.deals === 0
        ? []
        : [`${zh ? '去年同期 ' : 'A year ago: '}${line(compared.lastYear, totals.year, true)}`]),
    ].join('\n'),
  };
}

/** One row for each group and currency: a sum of a file is a number. */
export function dealCsv(
  lines: readonly GroupLine[],
  groupBy: string,
  locale: Locale,
): Report['csv'] {
  const zh = locale === 'zh';
  const base = lines[0]?.now.converted.currency ?? '';
  return {
    columns: zh
      ? [groupLabel(groupBy, locale), '商机数', '币种', '金额', `折算 ${base}`]
      : [groupLabel(groupBy, locale), 'Deals', 'Currency', 'Value', `Converted ${base}`],
    rows: lines.flatMap((line) => {
      const converted = line.now.missing.length > 0 ? null : decimalOf(line.now.converted);
      const [first, ...more] = line.now.sums;
      return [
        [
          line.label,
          line.now.deals,
          first?.currency ?? null,
          first === undefined ? null : decimalOf(first),
          converted,
        ],
        ...more.map((sum) => [line.label, null, sum.currency, decimalOf(sum), null]),
      ];
    }),
  };
}
