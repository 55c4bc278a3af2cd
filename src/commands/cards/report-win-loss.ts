import type { DealGroup } from '../../crm/deal-groups.ts';
import {
  addTotals,
  type DealTotals,
  type DealTotalsRow,
  dealTotals,
} from '../../crm/deal-totals.ts';
import { comparedPeriods, type Period } from '../../crm/report-period.ts';
import { decimalOf } from '../../platform/money.ts';
import { numberText, sumsText } from '../../reply/format.ts';
import type { Block, Locale } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import {
  dealsText,
  groupChart,
  NONE,
  OTHERS,
  percentText,
  periodText,
  type Report,
  rateNotes,
  totalsText,
  unitText,
} from './report-parts.ts';
import { groupLabel, heading, isTimeGroup, type ReportRequest, spansOf } from './report-sales.ts';

/** What was decided in a span: won, lost, and how long it took. */
type Decided = { won: DealTotals; lost: DealTotals };

/** How many deals are won, how long that takes, and why the others are lost. */
export async function winLossReport(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const groupBy = request.groupBy as DealGroup;
  const compared = comparedPeriods(request.period, ctx.today);
  const rows = await dealTotals(ctx, {
    spans: spansOf(compared, false),
    groupBy,
    timed: true,
    ownerId: request.owner?.id,
    most: request.most,
  });
  const now = decided(ctx, rows, (row) => row.span === 'now');
  const before = decided(ctx, rows, (row) => row.span === 'before');
  const year = decided(ctx, rows, (row) => row.span === 'year');
  const shown = groupBy === 'reason' ? reasons(ctx, rows, now.lost) : rates(ctx, rows, groupBy);
  const nothing = now.won.deals + now.lost.deals === 0;
  return {
    blocks: [
      heading(zh ? '赢单与输单' : 'Win/loss', request, locale),
      ...(nothing
        ? [
            {
              kind: 'text' as const,
              text: zh
                ? '这段时间没有成交或输掉的商机。'
                : 'No deal was won or lost in this period.',
            },
          ]
        : [outcome(now, locale), ...shown.blocks]),
      {
        kind: 'note',
        text: [
          spanLine('', compared.period, now, locale),
          spanLine(zh ? '上期 ' : 'Before: ', compared.before, before, locale),
          ...(compared.lastYear === null || year.won.deals + year.lost.deals === 0
            ? []
            : [spanLine(zh ? '去年同期 ' : 'A year ago: ', compared.lastYear, year, locale)]),
        ].join('\n'),
      },
      ...rateNotes([now.won, now.lost], locale),
    ],
    csv: shown.csv,
  };
}

function decided(
  ctx: CommandContext,
  rows: readonly DealTotalsRow[],
  which: (row: DealTotalsRow) => boolean,
): Decided {
  const of = (status: 'won' | 'lost') =>
    addTotals(
      ctx.organization.baseCurrency,
      rows.filter((row) => which(row) && row.status === status).map((row) => row.totals),
    );
  return { won: of('won'), lost: of('lost') };
}

function rateOf({ won, lost }: Decided): number | null {
  const all = won.deals + lost.deals;
  return all === 0 ? null : won.deals / all;
}

function cycleText(totals: DealTotals, locale: Locale): string {
  const { total, of } = totals.daysToClose;
  if (of === 0) return '–';
  const days = Math.round(total / of);
  return locale === 'zh' ? `${days} 天` : `${days} ${days === 1 ? 'day' : 'days'}`;
}

function rateText(of: Decided, locale: Locale): string {
  const rate = rateOf(of);
  return rate === null ? '–' : percentText(rate, locale);
}

/** The figures that the report is about. */
function outcome(now: Decided, locale: Locale): Block {
  const zh = locale === 'zh';
  return {
    kind: 'fields',
    fields: [
      { label: zh ? '赢单率' : 'Win rate', value: rateText(now, locale) },
      {
        label: zh ? '赢单' : 'Won',
        value: `${dealsText(now.won.deals, locale)}${zh ? '，' : ', '}${totalsText(now.won, locale)}`,
      },
      {
        label: zh ? '输单' : 'Lost',
        value: `${dealsText(now.lost.deals, locale)}${zh ? '，' : ', '}${totalsText(now.lost, locale)}`,
      },
      { label: zh ? '平均赢单周期' : 'Time to win', value: cycleText(now.won, locale) },
      { label: zh ? '平均输单周期' : 'Time to lose', value: cycleText(now.lost, locale) },
    ],
  };
}

function spanLine(lead: string, period: Period, of: Decided, locale: Locale): string {
  const zh = locale === 'zh';
  const all = of.won.deals + of.lost.deals;
  const rest = zh
    ? `赢单率 ${rateText(of, locale)}（${numberText(all, locale)} 个中赢 ${numberText(of.won.deals, locale)} 个），赢单周期 ${cycleText(of.won, locale)}`
    : `win rate ${rateText(of, locale)} (${numberText(of.won.deals, locale)} of ${numberText(all, locale)}), time to win ${cycleText(of.won, locale)}`;
  return `${lead}${periodText(period, locale)}${zh ? '：' : ': '}${rest}`;
}

type Shown = { blocks: readonly Block[]; csv: Report['csv'] };

/** Why deals were lost: the commonest reason first. */
function reasons(ctx: CommandContext, rows: readonly DealTotalsRow[], lost: DealTotals): Shown {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const own = rows
    .filter((row) => row.span === 'now' && row.status === 'lost')
    .map((row) => ({
      label: row.others ? OTHERS[locale] : (row.label ?? NONE[locale]),
      others: row.others,
      totals: row.totals,
    }))
    .sort(
      (a, b) =>
        Number(a.others) - Number(b.others) ||
        b.totals.deals - a.totals.deals ||
        (a.label < b.label ? -1 : 1),
    );
  const columns = zh
    ? ['输单原因', '商机数', '占比', '金额']
    : ['Reason', 'Deals', 'Share', 'Value'];
  if (lost.deals === 0) return { blocks: [], csv: { columns, rows: [] } };
  return {
    blocks: [
      ...groupChart(
        zh ? '输单原因' : 'Why deals were lost',
        zh ? '个' : 'deals',
        zh ? '输单' : 'Lost',
        own.map((r) => ({ label: r.label, value: r.totals.deals, others: r.others })),
        locale,
      ),
      {
        kind: 'table',
        title: '',
        columns: columns.map((label, i) => ({ label, align: i === 0 ? 'left' : 'right' })),
        rows: own
          .slice(0, 30)
          .map((r) => [
            r.label,
            String(r.totals.deals),
            percentText(r.totals.deals / lost.deals, locale),
            sumsText(r.totals.sums, locale),
          ]),
      },
    ],
    csv: {
      columns: zh
        ? ['输单原因', '商机数', '币种', '金额']
        : ['Reason', 'Deals', 'Currency', 'Value'],
      rows: own.flatMap((r) => {
        const [first, ...more] = r.totals.sums;
        return [
          [
            r.label,
            r.totals.deals,
            first?.currency ?? null,
            first === undefined ? null : decimalOf(first),
          ],
          ...more.map((sum) => [r.label, null, sum.currency, decimalOf(sum)]),
        ];
      }),
    },
  };
}

/** Won and lost by group; groups in their order in time, else the one with the most deals first. */
function rates(ctx: CommandContext, rows: readonly DealTotalsRow[], groupBy: DealGroup): Shown {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const own = rows.filter((row) => row.span === 'now');
  const ids = [...new Set(own.map((row) => JSON.stringify([row.key, row.others])))];
  const lines = ids.map((id) => {
    const of = own.filter((row) => JSON.stringify([row.key, row.others]) === id);
    const [first] = of;
    const key = first?.key ?? null;
    const label =
      first?.others === true
        ? OTHERS[locale]
        : isTimeGroup(groupBy) && key !== null
          ? unitText(key, groupBy, locale)
          : (of.find((row) => row.label !== null)?.label ?? NONE[locale]);
    return { key, label, others: first?.others ?? false, ...decided(ctx, of, () => true) };
  });
  const size = (line: Decided) => line.won.deals + line.lost.deals;
  lines.sort((a, b) =>
    isTimeGroup(groupBy)
      ? (a.key ?? '') < (b.key ?? '')
        ? -1
        : 1
      : Number(a.others) - Number(b.others) || size(b) - size(a) || (a.label < b.label ? -1 : 1),
  );
  const columns = [
    groupLabel(groupBy, locale),
    ...(zh
      ? ['赢单', '输单', '赢单率', '赢单金额', '赢单周期']
      : ['Won', 'Lost', 'Win rate', 'Value won', 'Time to win']),
  ];
  const points = (of: (line: Decided) => number) =>
    lines
      .filter((line) => !line.others)
      .slice(0, 12)
      .map((line) => ({ label: line.label, value: of(line) }));
  return {
    blocks: [
      {
        kind: 'chart',
        chart: 'bar',
        title: zh ? '赢单与输单' : 'Won and lost',
        unit: zh ? '个' : 'deals',
        series: [
          { name: zh ? '赢单' : 'Won', points: points((line) => line.won.deals) },
          { name: zh ? '输单' : 'Lost', points: points((line) => line.lost.deals) },
        ],
      },
      {
        kind: 'table',
        title: '',
        columns: columns.map((label, i) => ({ label, align: i === 0 ? 'left' : 'right' })),
        rows: lines
          .slice(0, 30)
          .map((line) => [
            line.label,
            String(line.won.deals),
            String(line.lost.deals),
            rateText(line, locale),
            sumsText(line.won.sums, locale),
            cycleText(line.won, locale),
          ]),
      },
    ],
    csv: {
      columns: [
        groupLabel(groupBy, locale),
        ...(zh ? ['赢单', '输单', '赢单率'] : ['Won', 'Lost', 'Win rate']),
      ],
      rows: lines.map((line) => [line.label, line.won.deals, line.lost.deals, rateOf(line)]),
    },
  };
}
