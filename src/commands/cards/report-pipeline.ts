import type { DealGroup } from '../../crm/deal-groups.ts';
import { addTotals, type DealTotals } from '../../crm/deal-totals.ts';
import {
  groupedMovement,
  type MovementGroup,
  pipelineMovement,
} from '../../crm/pipeline-movement.ts';
import { stageName } from '../../crm/pipelines.ts';
import { decimalOf } from '../../platform/money.ts';
import { dayText, numberText, sumsText } from '../../reply/format.ts';
import type { Block, Locale } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import {
  AFTERWARDS,
  type Moves,
  moveLabel,
  movementTable,
  SUMMED,
  type Summed,
  signedSums,
} from './pipeline-moves.ts';
import {
  type Measure,
  measured,
  measureOf,
  NONE,
  OTHERS,
  type Report,
  rateNotes,
  totalsText,
  unitOf,
  unitText,
} from './report-parts.ts';
import { groupLabel, heading, isTimeGroup, type ReportRequest } from './report-sales.ts';

/** The open pipeline by stage or by something else, and how it came there since the start of the period. */
export async function pipelineReport(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  return request.groupBy === 'stage' ? byStage(ctx, request) : byGroup(ctx, request);
}

/** A stage or a group, then and now; of a group also what happened between. */
type Line = { label: string; start: DealTotals; end: DealTotals; moves: Moves | null };

async function byStage(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  const movement = await pipelineMovement(ctx, request.period, { ownerId: request.owner?.id });
  const lines = movement.stages.map(({ stage, start, end }) => ({
    label: `${stage.pipeline === null ? '' : `${stage.pipeline}: `}${stageName(stage, ctx.locale)}`,
    start,
    end,
    moves: null,
  }));
  return reportOf(ctx, request, lines, movement.moves);
}

async function byGroup(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  const { locale } = ctx;
  const { groupBy } = request;
  const { groups } = await groupedMovement(ctx, request.period, {
    groupBy: groupBy as DealGroup,
    most: request.most,
    ownerId: request.owner?.id,
  });
  const measure = measureOf(groups.flatMap((group) => [group.start, group.end]));
  const ranked = [...groups].sort(
    isTimeGroup(groupBy)
      ? (a, b) => ((a.key ?? '~') < (b.key ?? '~') ? -1 : 1)
      : (a, b) =>
          Number(a.others) - Number(b.others) ||
          measured(b.end, measure) - measured(a.end, measure) ||
          b.end.deals - a.end.deals ||
          measured(b.start, measure) - measured(a.start, measure),
  );
  const lines = ranked.map((group) => ({ ...group, label: labelOf(group, groupBy, locale) }));
  const kinds = new Set(groups.flatMap((group) => [...group.moves.keys()]));
  const moves = new Map(
    [...kinds].map((kind) => [
      kind,
      addTotals(
        ctx.organization.baseCurrency,
        groups.flatMap((group) => group.moves.get(kind) ?? []),
      ),
    ]),
  );
  return reportOf(ctx, request, lines, moves);
}

function labelOf(
  { key, label, others }: MovementGroup,
  groupBy: ReportRequest['groupBy'],
  locale: Locale,
): string {
  if (others) return OTHERS[locale];
  if (isTimeGroup(groupBy) && key !== null) return unitText(key, groupBy, locale);
  return label ?? key ?? NONE[locale];
}

function reportOf(
  ctx: CommandContext,
  request: ReportRequest,
  lines: readonly Line[],
  moves: Moves,
): Report {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const whole = (at: 'start' | 'end') =>
    addTotals(
      ctx.organization.baseCurrency,
      lines.map((line) => line[at]),
    );
  const [start, end] = [whole('start'), whole('end')];
  const all = [start, end, ...moves.values()];
  const nothing = start.deals === 0 && end.deals === 0 && moves.size === 0;
  const none = zh
    ? '没有进行中的商机，也没有变化。'
    : 'There are no open deals, and nothing changed.';
  return {
    blocks: [
      heading(zh ? '管道变化' : 'Pipeline', request, locale),
      ...(nothing
        ? [{ kind: 'text' as const, text: none }]
        : [
            thenAndNow(lines, measureOf(all), request.groupBy, locale),
            lineTable(lines, { start, end }, request.groupBy, locale),
            movementTable(start, end, moves, request.groupBy, locale),
          ]),
      sinceNote(ctx, request, moves),
      ...rateNotes(all, locale),
    ],
    csv: csvOf(lines, request.groupBy, locale),
  };
}

/** Each stage or group as it was and as it is; of more than fit on an axis the rest as one. */
function thenAndNow(
  lines: readonly Line[],
  measure: Measure,
  groupBy: string,
  locale: Locale,
): Block {
  const zh = locale === 'zh';
  const shown = lines.length <= POINTS ? lines : lines.slice(0, POINTS - 1);
  const rest = lines.slice(shown.length);
  const points = (at: 'start' | 'end') => [
    ...shown.map((line) => ({ label: line.label, value: measured(line[at], measure) })),
    ...(rest.length === 0
      ? []
      : [
          {
            label: OTHERS[locale],
            value: rest.reduce((sum, line) => sum + measured(line[at], measure), 0),
          },
        ]),
  ];
  const by = groupLabel(groupBy, locale);
  return {
    kind: 'chart',
    chart: 'bar',
    title: zh ? `各${by}管道` : `Pipeline by ${isTimeGroup(groupBy) ? groupBy : by.toLowerCase()}`,
    unit: unitOf(measure, locale),
    series: [
      { name: zh ? '期初' : 'Then', points: points('start') },
      { name: zh ? '现在' : 'Now', points: points('end') },
    ],
  };
}

/** So many points fit on an axis of Slack's. */
const POINTS = 20;

function lineTable(
  lines: readonly Line[],
  total: Pick<Line, 'start' | 'end'>,
  groupBy: string,
  locale: Locale,
): Block {
  const zh = locale === 'zh';
  const told = lines.some(({ moves }) => moves !== null);
  const numbers = zh
    ? ['商机数', '金额', '商机数变化', '期初金额']
    : ['Deals', 'Value', '± deals', 'Value then'];
  const whole = { ...total, label: zh ? '合计' : 'Total', moves: null };
  return {
    kind: 'table',
    title: '',
    columns: [
      { label: groupLabel(groupBy, locale), align: 'left' },
      ...numbers.map((label) => ({ label, align: 'right' as const })),
      ...(told ? [{ label: zh ? '变化' : 'What changed', align: 'left' as const }] : []),
    ],
    rows: [...lines, whole].map((line) => [
      line.label,
      String(line.end.deals),
      sumsText(line.end.sums, locale),
      signed(line.end.deals - line.start.deals, locale),
      sumsText(line.start.sums, locale),
      ...(told ? [movesText(line.moves, groupBy, locale)] : []),
    ]),
  };
}

/** `New +$500, Won −$100`. */
function movesText(moves: Moves | null, groupBy: string, locale: Locale): string {
  const parts = SUMMED.flatMap(({ kind, sign }) => {
    const totals = moves?.get(kind);
    if (totals === undefined) return [];
    const sums = totals.sums.length === 0 ? '' : ` ${signedSums(totals, sign, locale)}`;
    return [`${moveLabel(kind, groupBy, locale)}${sums}`];
  });
  return parts.join(locale === 'zh' ? '，' : ', ');
}

/** What leads from the start to the end: of a stage only these two, of a group also what happened. */
function csvOf(lines: readonly Line[], groupBy: string, locale: Locale): Report['csv'] {
  const zh = locale === 'zh';
  const kinds = SUMMED.filter(({ kind }) => lines.some(({ moves }) => moves?.has(kind) === true));
  const deals = zh ? ['期初商机数', '商机数'] : ['Deals then', 'Deals now'];
  const values = zh ? ['期初金额', '金额'] : ['Value then', 'Value now'];
  return {
    columns: [
      groupLabel(groupBy, locale),
      zh ? '币种' : 'Currency',
      deals[0] ?? '',
      values[0] ?? '',
      ...kinds.map(
        ({ kind, sign }) => `${sign === 1 ? '+' : '−'} ${moveLabel(kind, groupBy, locale)}`,
      ),
      deals[1] ?? '',
      values[1] ?? '',
    ],
    rows: lines.flatMap((line) => csvRows(line, kinds)),
  };
}

/** A row for each currency: start, what happened, end. */
function csvRows({ label, start, end, moves }: Line, kinds: readonly Summed[]) {
  const moved = kinds.map(({ kind }) => moves?.get(kind));
  const all = [start, end, ...moved.flatMap((totals) => totals ?? [])];
  const currencies = [...new Set(all.flatMap((totals) => totals.sums.map((s) => s.currency)))];
  const sumOf = (totals: DealTotals | undefined, currency: string) => {
    const sum = totals?.sums.find((s) => s.currency === currency);
    return sum === undefined ? null : decimalOf(sum);
  };
  return (currencies.length === 0 ? [''] : currencies).map((currency, i) => [
    label,
    currency,
    i === 0 ? start.deals : null,
    sumOf(start, currency),
    ...moved.map((totals) => sumOf(totals, currency)),
    i === 0 ? end.deals : null,
    sumOf(end, currency),
  ]);
}

/** The same in a sentence: what a reader wants to know first. */
function sinceNote(ctx: CommandContext, request: ReportRequest, moves: Moves): Block {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const told = toldOf(moves, request.groupBy, locale);
  const start = dayText(request.period.start, locale);
  const end = request.period.end < ctx.today ? dayText(request.period.end, locale) : null;
  const lead = zh
    ? `自 ${start} 以来${end === null ? '' : `至 ${end}`}`
    : `Since ${start}${end === null ? '' : ` until ${end}`}`;
  const changes = told.length === 0 ? [zh ? '没有变化' : 'nothing changed'] : told;
  const text = zh ? `${lead}：${changes.join('，')}。` : `${lead}: ${changes.join(', ')}.`;
  return { kind: 'note', text };
}

function toldOf(moves: Moves, groupBy: string, locale: Locale): string[] {
  const kinds = [...SUMMED.map(({ kind }) => kind), ...AFTERWARDS];
  return kinds.flatMap((kind) => {
    const totals = moves.get(kind);
    if (totals === undefined || kind === 'in') return [];
    const label = moveLabel(kind, groupBy, locale);
    const what = locale === 'zh' ? label : label.toLowerCase();
    return [`${what} ${numberText(totals.deals, locale)} (${totalsText(totals, locale)})`];
  });
}

function signed(count: number, locale: Locale): string {
  return `${count > 0 ? '+' : count < 0 ? '−' : '±'}${numberText(Math.abs(count), locale)}`;
}
