import {
  type ActivityGroup,
  type ActivityTotal,
  activityTotals,
} from '../../crm/activity-totals.ts';
import { comparedPeriods, type Period } from '../../crm/report-period.ts';
import { numberText } from '../../reply/format.ts';
import type { Block, Locale } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import { KIND_LABELS } from '../labels.ts';
import { changeText, NONE, OTHERS, periodText, type Report, unitText } from './report-parts.ts';
import { groupLabel, heading, isTimeGroup, type ReportRequest } from './report-sales.ts';

const KINDS = ['call', 'email', 'meeting', 'note'] as const;

type Line = { key: string | null; label: string; counts: readonly number[]; all: number };

/** Bars of four colours for so many people can still be read. */
const MOST_DRAWN = 8;
const MOST_LISTED = 30;

/** Who was in touch with customers, and how: calls, e-mails, meetings and notes. */
export async function activityReport(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const groupBy = request.groupBy as ActivityGroup;
  const compared = comparedPeriods(request.period, ctx.today);
  const rows = await activityTotals(ctx, {
    spans: [
      { name: 'now', period: compared.period, grouped: true },
      { name: 'before', period: compared.before, grouped: false },
      ...(compared.lastYear === null
        ? []
        : [{ name: 'year', period: compared.lastYear, grouped: false }]),
    ],
    groupBy,
    ownerId: request.owner?.id,
  });
  const count = (span: string) => sum(rows.filter((row) => row.span === span));
  const now = count('now');
  const lines = linesOf(
    rows.filter((row) => row.span === 'now'),
    groupBy,
    locale,
  );
  const line = (lead: string, period: Period, activities: number, compare: boolean): string => {
    const change = compare ? changeText(now, activities, locale) : null;
    const shown = change === null ? '' : zh ? `（本期 ${change}）` : ` (now ${change})`;
    const what = zh
      ? `${numberText(activities, locale)} 次活动`
      : `${numberText(activities, locale)} ${activities === 1 ? 'activity' : 'activities'}`;
    return `${lead}${periodText(period, locale)}${zh ? '：' : ': '}${what}${shown}`;
  };
  const soFar = compared.running
    ? zh
      ? '（至今，只与同样长的一段比较）'
      : ' (so far; compared with as many days)'
    : '';
  return {
    blocks: [
      heading(zh ? '活动统计' : 'Activity', request, locale),
      ...(now === 0
        ? [
            {
              kind: 'text' as const,
              text: zh ? '这段时间没有记录活动。' : 'No activity was logged in this period.',
            },
          ]
        : groupBy === 'kind'
          ? byKind(lines, locale)
          : byGroup(lines, groupBy, locale)),
      {
        kind: 'note',
        text: [
          `${line('', compared.period, now, false)}${soFar}`,
          line(zh ? '上期 ' : 'Before: ', compared.before, count('before'), true),
          ...(compared.lastYear === null || count('year') === 0
            ? []
            : [line(zh ? '去年同期 ' : 'A year ago: ', compared.lastYear, count('year'), true)]),
        ].join('\n'),
      },
    ],
    csv: {
      columns: [
        groupLabel(groupBy, locale),
        ...KINDS.map((kind) => kindText(kind, locale)),
        zh ? '合计' : 'Total',
      ],
      rows: lines.map((l) => [l.label, ...l.counts, l.all]),
    },
  };
}

function sum(rows: readonly ActivityTotal[]): number {
  return rows.reduce((total, row) => total + row.activities, 0);
}

function kindText(kind: string, locale: Locale): string {
  return KIND_LABELS[kind]?.[locale] ?? kind;
}

function linesOf(rows: readonly ActivityTotal[], groupBy: ActivityGroup, locale: Locale): Line[] {
  const keys = [...new Set(rows.map((row) => row.key))];
  const lines = keys.map((key): Line => {
    const own = rows.filter((row) => row.key === key);
    const counts = KINDS.map((kind) => sum(own.filter((row) => row.kind === kind)));
    const named = own.find((row) => row.label !== null)?.label;
    const label =
      key !== null && isTimeGroup(groupBy)
        ? unitText(key, groupBy, locale)
        : (named ?? NONE[locale]);
    return {
      key,
      label: groupBy === 'kind' ? (locale === 'zh' ? '次数' : 'Activities') : label,
      counts,
      all: sum(own),
    };
  });
  return lines.sort((a, b) =>
    isTimeGroup(groupBy)
      ? (a.key ?? '') < (b.key ?? '')
        ? -1
        : 1
      : b.all - a.all || (a.label < b.label ? -1 : 1),
  );
}

function byKind(lines: readonly Line[], locale: Locale): Block[] {
  const zh = locale === 'zh';
  const counts = KINDS.map((kind, i) => ({
    label: kindText(kind, locale),
    value: lines[0]?.counts[i] ?? 0,
  }));
  return [
    {
      kind: 'chart',
      chart: 'bar',
      title: zh ? '活动' : 'Activities',
      unit: zh ? '次' : 'activities',
      series: [{ name: zh ? '活动' : 'Activities', points: counts }],
    },
    {
      kind: 'table',
      title: '',
      columns: [
        { label: groupLabel('kind', locale), align: 'left' },
        { label: zh ? '次数' : 'Count', align: 'right' },
      ],
      rows: counts.map(({ label, value }) => [label, String(value)]),
    },
  ];
}

function byGroup(lines: readonly Line[], groupBy: ActivityGroup, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const most = isTimeGroup(groupBy) ? 12 : MOST_DRAWN;
  const drawn = isTimeGroup(groupBy) ? lines.slice(-most) : folded(lines, most, locale);
  const total = KINDS.map((_, i) => lines.reduce((all, line) => all + (line.counts[i] ?? 0), 0));
  const listed = folded(lines, MOST_LISTED, locale);
  return [
    {
      kind: 'chart',
      chart: 'bar',
      title: zh ? '活动' : 'Activities',
      unit: zh ? '次' : 'activities',
      series: KINDS.flatMap((kind, i) =>
        (total[i] ?? 0) === 0
          ? []
          : [
              {
                name: kindText(kind, locale),
                points: drawn.map((line) => ({ label: line.label, value: line.counts[i] ?? 0 })),
              },
            ],
      ),
    },
    {
      kind: 'table',
      title: '',
      columns: [
        { label: groupLabel(groupBy, locale), align: 'left' },
        ...[...KINDS.map((kind) => kindText(kind, locale)), zh ? '合计' : 'Total'].map((label) => ({
          label,
          align: 'right' as const,
        })),
      ],
      rows: [
        ...listed.map((line) => [line.label, ...line.counts.map(String), String(line.all)]),
        ...(lines.length > 1
          ? [
              [
                zh ? '合计' : 'Total',
                ...total.map(String),
                String(total.reduce((a, b) => a + b, 0)),
              ],
            ]
          : []),
      ],
    },
  ];
}

/** The first lines, and the rest as one. */
function folded(lines: readonly Line[], most: number, locale: Locale): readonly Line[] {
  if (lines.length <= most) return lines;
  const rest = lines.slice(most - 1);
  const counts = KINDS.map((_, i) => rest.reduce((all, line) => all + (line.counts[i] ?? 0), 0));
  return [
    ...lines.slice(0, most - 1),
    { key: null, label: OTHERS[locale], counts, all: counts.reduce((a, b) => a + b, 0) },
  ];
}
