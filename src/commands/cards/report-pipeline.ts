import type { DealGroup } from '../../crm/deal-groups.ts';
import { addTotals, type DealTotals, dealTotals } from '../../crm/deal-totals.ts';
import { type MovementKind, pipelineMovement } from '../../crm/pipeline-movement.ts';
import { stageName } from '../../crm/pipelines.ts';
import { decimalOf } from '../../platform/money.ts';
import { dayText, numberText, sumsText } from '../../reply/format.ts';
import type { Block, Locale, Phrase } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import {
  convertedText,
  dealsText,
  groupChart,
  measured,
  measureOf,
  type Report,
  rateNotes,
  totalsText,
  unitOf,
  unitText,
} from './report-parts.ts';
import {
  dealCsv,
  dealTable,
  groupLines,
  heading,
  inRank,
  isTimeGroup,
  type ReportRequest,
} from './report-sales.ts';

/** The open pipeline by stage, and how it came there since the start of the period. */
export async function pipelineReport(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  return request.groupBy === 'stage' ? byStage(ctx, request) : byGroup(ctx, request);
}

async function byStage(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const movement = await pipelineMovement(ctx, request.period, { ownerId: request.owner?.id });
  const rows = movement.stages.map(({ stage, start, end }) => ({
    label: `${stage.pipeline === null ? '' : `${stage.pipeline}: `}${stageName(stage, locale)}`,
    start,
    end,
  }));
  const start = addTotals(
    ctx.organization.baseCurrency,
    rows.map((row) => row.start),
  );
  const end = addTotals(
    ctx.organization.baseCurrency,
    rows.map((row) => row.end),
  );
  const moves = [...movement.moves.values()];
  const measure = measureOf([start, end, ...moves]);
  const then = zh ? '期初' : 'Then';
  const now = zh ? '现在' : 'Now';
  const table: Block = {
    kind: 'table',
    title: '',
    columns: [
      { label: zh ? '阶段' : 'Stage', align: 'left' },
      ...(zh
        ? ['商机数', '金额', '商机数变化', '期初金额']
        : ['Deals', 'Value', '± deals', 'Value then']
      ).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: [...rows, { label: zh ? '合计' : 'Total', start, end }].map((row) => [
      row.label,
      String(row.end.deals),
      sumsText(row.end.sums, locale),
      signed(row.end.deals - row.start.deals, locale),
      sumsText(row.start.sums, locale),
    ]),
  };
  const chart: Block = {
    kind: 'chart',
    chart: 'bar',
    title: zh ? '各阶段管道' : 'Pipeline by stage',
    unit: unitOf(measure, locale),
    series: [
      {
        name: then,
        points: rows
          .slice(0, 20)
          .map((r) => ({ label: r.label, value: measured(r.start, measure) })),
      },
      {
        name: now,
        points: rows.slice(0, 20).map((r) => ({ label: r.label, value: measured(r.end, measure) })),
      },
    ],
  };
  const nothing = start.deals === 0 && end.deals === 0 && moves.length === 0;
  return {
    blocks: [
      heading(zh ? '管道变化' : 'Pipeline', request, locale),
      ...(nothing
        ? [
            {
              kind: 'text' as const,
              text: zh
                ? '没有进行中的商机，也没有变化。'
                : 'There are no open deals, and nothing changed.',
            },
          ]
        : [chart, table, movementTable(start, end, movement.moves, locale)]),
      sinceNote(ctx, request, movement.moves),
      ...rateNotes([start, end, ...moves], locale),
    ],
    csv: {
      columns: zh
        ? ['阶段', '币种', '期初商机数', '期初金额', '商机数', '金额']
        : ['Stage', 'Currency', 'Deals then', 'Value then', 'Deals now', 'Value now'],
      rows: rows.flatMap((row) => stageCsv(row)),
    },
  };
}

function stageCsv(row: { label: string; start: DealTotals; end: DealTotals }) {
  const currencies = [...new Set([...row.start.sums, ...row.end.sums].map((s) => s.currency))];
  const sumOf = (totals: DealTotals, currency: string) => {
    const sum = totals.sums.find((s) => s.currency === currency);
    return sum === undefined ? null : decimalOf(sum);
  };
  const [first = '', ...more] = currencies;
  return [
    [
      row.label,
      first,
      row.start.deals,
      sumOf(row.start, first),
      row.end.deals,
      sumOf(row.end, first),
    ],
    ...more.map((c) => [row.label, c, null, sumOf(row.start, c), null, sumOf(row.end, c)]),
  ];
}

const MOVES: readonly { kind: MovementKind; sign: 1 | -1 | 0; label: Phrase }[] = [
  { kind: 'new', sign: 1, label: { en: 'New', zh: '新增' } },
  { kind: 'reopened', sign: 1, label: { en: 'Reopened', zh: '重新打开' } },
  { kind: 'returned', sign: 1, label: { en: 'Taken over or restored', zh: '接手或恢复' } },
  { kind: 'up', sign: 1, label: { en: 'Value up', zh: '金额增加' } },
  { kind: 'down', sign: -1, label: { en: 'Value down', zh: '金额减少' } },
  { kind: 'won', sign: -1, label: { en: 'Won', zh: '赢单' } },
  { kind: 'lost', sign: -1, label: { en: 'Lost', zh: '输单' } },
  { kind: 'gone', sign: -1, label: { en: 'Handed over or deleted', zh: '转出或删除' } },
  { kind: 'forward', sign: 0, label: { en: 'Moved forward', zh: '阶段推进' } },
  { kind: 'back', sign: 0, label: { en: 'Moved back', zh: '阶段回退' } },
];

/** From the value at the start, by everything that happened, to the value at the end. */
function movementTable(
  start: DealTotals,
  end: DealTotals,
  moves: ReadonlyMap<MovementKind, DealTotals>,
  locale: Locale,
): Block {
  const zh = locale === 'zh';
  const several = [start, end, ...moves.values()].some((t) => convertedText(t, locale) !== '');
  const row = (label: string, totals: DealTotals, sign: 1 | -1 | 0 | null) => {
    const mark = sign === 1 ? '+' : sign === -1 ? '−' : '';
    const sums = sumsText(totals.sums, locale);
    const shown =
      mark === '' || totals.sums.length === 0
        ? sums
        : `${mark}${totals.sums.length > 1 ? `(${sums})` : sums}`;
    const about = convertedText(totals, locale) || sums;
    return [label, String(totals.deals), shown, ...(several ? [about] : [])];
  };
  return {
    kind: 'table',
    title: zh ? '变化明细' : 'What changed',
    columns: [
      { label: zh ? '变化' : 'Change', align: 'left' },
      ...(zh ? ['商机数', '金额'] : ['Deals', 'Value']).map((label) => ({
        label,
        align: 'right' as const,
      })),
      ...(several ? [{ label: `≈ ${end.converted.currency}`, align: 'right' as const }] : []),
    ],
    rows: [
      row(zh ? '期初' : 'At the start', start, null),
      ...MOVES.flatMap(({ kind, sign, label }) => {
        const totals = moves.get(kind);
        return totals === undefined || sign === 0 ? [] : [row(label[locale], totals, sign)];
      }),
      row(zh ? '期末' : 'At the end', end, null),
      ...MOVES.flatMap(({ kind, sign, label }) => {
        const totals = moves.get(kind);
        return totals === undefined || sign !== 0 ? [] : [row(label[locale], totals, sign)];
      }),
    ],
  };
}

/** The same in a sentence: what a reader wants to know first. */
function sinceNote(
  ctx: CommandContext,
  request: ReportRequest,
  moves: ReadonlyMap<MovementKind, DealTotals>,
): Block {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const told = MOVES.flatMap(({ kind, label }) => {
    const totals = moves.get(kind);
    if (totals === undefined) return [];
    const what = zh ? label.zh : label.en.toLowerCase();
    return [`${what} ${numberText(totals.deals, locale)} (${totalsText(totals, locale)})`];
  });
  const start = dayText(request.period.start, locale);
  const end = request.period.end < ctx.today ? dayText(request.period.end, locale) : null;
  const lead = zh
    ? `自 ${start} 以来${end === null ? '' : `至 ${end}`}`
    : `Since ${start}${end === null ? '' : ` until ${end}`}`;
  const changes =
    told.length === 0 ? (zh ? '没有变化' : 'nothing changed') : told.join(zh ? '，' : ', ');
  return { kind: 'note', text: `${lead}${zh ? '：' : ': '}${changes}${zh ? '。' : '.'}` };
}

function signed(count: number, locale: Locale): string {
  return `${count > 0 ? '+' : count < 0 ? '−' : '±'}${numberText(Math.abs(count), locale)}`;
}

/** What is open now, by something else than its stage. */
async function byGroup(ctx: CommandContext, request: ReportRequest): Promise<Report> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const { groupBy } = request;
  const rows = await dealTotals(ctx, {
    spans: [{ name: 'now', closed: null, grouped: true }],
    groupBy: groupBy as DealGroup,
    ownerId: request.owner?.id,
    most: request.most,
  });
  const total = addTotals(
    ctx.organization.baseCurrency,
    rows.map((row) => row.totals),
  );
  const lines = groupLines(ctx, rows).map((line) =>
    isTimeGroup(groupBy) && line.key !== null
      ? { ...line, label: unitText(line.key, groupBy, locale) }
      : line,
  );
  const measure = measureOf(lines.map((line) => line.now));
  const ranked = isTimeGroup(groupBy)
    ? [...lines].sort((a, b) => ((a.key ?? '~') < (b.key ?? '~') ? -1 : 1))
    : inRank(lines, measure);
  const title = zh ? '进行中的商机' : 'Open deals';
  const now = { ...request, period: { start: ctx.today, end: ctx.today } };
  return {
    blocks: [
      heading(zh ? '销售管道' : 'Pipeline', now, locale),
      ...(total.deals === 0
        ? [{ kind: 'text' as const, text: zh ? '没有进行中的商机。' : 'There are no open deals.' }]
        : [
            ...groupChart(
              title,
              unitOf(measure, locale),
              title,
              ranked.map((l) => ({
                label: l.label,
                value: measured(l.now, measure),
                others: l.others,
              })),
              locale,
            ),
            dealTable(ranked, total, groupBy, locale),
          ]),
      {
        kind: 'note',
        text: `${dealsText(total.deals, locale)}${zh ? '，' : ', '}${totalsText(total, locale)}`,
      },
      ...rateNotes([total], locale),
    ],
    csv: dealCsv(ranked, groupBy, locale),
  };
}
