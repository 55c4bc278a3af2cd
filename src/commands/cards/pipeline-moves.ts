import type { DealTotals } from '../../crm/deal-totals.ts';
import type { MovementKind } from '../../crm/pipeline-movement.ts';
import { sumsText } from '../../reply/format.ts';
import type { Block, Locale, Phrase } from '../../reply/reply.ts';
import { convertedText } from './report-parts.ts';
import { groupLabel } from './report-sales.ts';

export type Moves = ReadonlyMap<MovementKind, DealTotals>;

export type Summed = { kind: MovementKind; sign: 1 | -1 };

/** What the value at the start and at the end differ by. */
export const SUMMED: readonly Summed[] = [
  { kind: 'new', sign: 1 },
  { kind: 'reopened', sign: 1 },
  { kind: 'returned', sign: 1 },
  { kind: 'in', sign: 1 },
  { kind: 'up', sign: 1 },
  { kind: 'down', sign: -1 },
  { kind: 'won', sign: -1 },
  { kind: 'lost', sign: -1 },
  { kind: 'out', sign: -1 },
  { kind: 'gone', sign: -1 },
];

/** Over all groups what went from one to another is neither more nor less. */
const WITHIN: ReadonlySet<MovementKind> = new Set(['in', 'out']);
/** What changes no sum. */
export const AFTERWARDS = ['forward', 'back'] as const;

const MOVE_LABELS: Readonly<Record<Exclude<MovementKind, 'in' | 'out'>, Phrase>> = {
  new: { en: 'New', zh: '新增' },
  reopened: { en: 'Reopened', zh: '重新打开' },
  returned: { en: 'Taken over or restored', zh: '接手或恢复' },
  up: { en: 'Value up', zh: '金额增加' },
  down: { en: 'Value down', zh: '金额减少' },
  won: { en: 'Won', zh: '赢单' },
  lost: { en: 'Lost', zh: '输单' },
  gone: { en: 'Handed over or deleted', zh: '转出或删除' },
  forward: { en: 'Moved forward', zh: '阶段推进' },
  back: { en: 'Moved back', zh: '阶段回退' },
};

export function moveLabel(kind: MovementKind, groupBy: string, locale: Locale): string {
  if (kind !== 'in' && kind !== 'out') return MOVE_LABELS[kind][locale];
  if (locale === 'zh') {
    const other = `其他${groupLabel(groupBy, 'zh')}`;
    return kind === 'in' ? `从${other}转入` : `转到${other}`;
  }
  return kind === 'in' ? `From another ${groupBy}` : `To another ${groupBy}`;
}

/** `+$500`, `−($500 + €20)`. */
export function signedSums(totals: DealTotals, sign: 1 | -1, locale: Locale): string {
  const sums = sumsText(totals.sums, locale);
  if (totals.sums.length === 0) return sums;
  return `${sign === 1 ? '+' : '−'}${totals.sums.length > 1 ? `(${sums})` : sums}`;
}

/** From the value at the start, by everything that happened, to the value at the end. */
export function movementTable(
  start: DealTotals,
  end: DealTotals,
  moves: Moves,
  groupBy: string,
  locale: Locale,
): Block {
  const zh = locale === 'zh';
  const several = [start, end, ...moves.values()].some((t) => convertedText(t, locale) !== '');
  const row = (label: string, totals: DealTotals, sign: 1 | -1 | null) => {
    const sums = sumsText(totals.sums, locale);
    const about = convertedText(totals, locale) || sums;
    return [
      label,
      String(totals.deals),
      sign === null ? sums : signedSums(totals, sign, locale),
      ...(several ? [about] : []),
    ];
  };
  const told = (kind: MovementKind, sign: 1 | -1 | null) => {
    const totals = moves.get(kind);
    return totals === undefined ? [] : [row(moveLabel(kind, groupBy, locale), totals, sign)];
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
      ...SUMMED.flatMap(({ kind, sign }) => (WITHIN.has(kind) ? [] : told(kind, sign))),
      row(zh ? '期末' : 'At the end', end, null),
      ...AFTERWARDS.flatMap((kind) => told(kind, null)),
      ...told('out', null),
    ],
  };
}
