import type { DealTotals } from '../../crm/deal-totals.ts';
import { type Period, wholeMonths } from '../../crm/report-period.ts';
import { addMonths, type CalendarDay } from '../../platform/clock.ts';
import { decimalOf, type Money } from '../../platform/money.ts';
import { dayText, moneyText, numberText, sumsText, TAG } from '../../reply/format.ts';
import type { Block, Locale, Phrase } from '../../reply/reply.ts';

/** A report ready to be shown; `csv` is its table with everything in it. */
export type Report = {
  blocks: readonly Block[];
  csv: { columns: readonly string[]; rows: readonly (readonly (string | number | null)[])[] };
};

/** What groups are compared by: one currency, the base currency, or where a rate is missing the number of deals. */
export type Measure = { kind: 'money'; currency: string; converted: boolean } | { kind: 'deals' };

/** The measure in which all of these can be drawn and ranked. */
export function measureOf(all: readonly DealTotals[]): Measure {
  const currencies = new Set(all.flatMap((t) => t.sums.map((sum) => sum.currency)));
  const [only] = currencies;
  const base = all[0]?.converted.currency ?? 'USD';
  if (only === undefined) return { kind: 'deals' };
  if (currencies.size === 1) return { kind: 'money', currency: only, converted: false };
  if (all.some((t) => t.missing.length > 0)) return { kind: 'deals' };
  return { kind: 'money', currency: base, converted: true };
}

/** Totals in a measure, as a number to draw and to rank by. */
export function measured(totals: DealTotals, measure: Measure): number {
  if (measure.kind === 'deals') return totals.deals;
  if (measure.converted) return numberOf(totals.converted);
  const sum = totals.sums.find((s) => s.currency === measure.currency);
  return sum === undefined ? 0 : numberOf(sum);
}

export function unitOf(measure: Measure, locale: Locale): string {
  return measure.kind === 'money' ? measure.currency : locale === 'zh' ? '个' : 'deals';
}

/** For drawing and ranking only: sums are kept as money. */
export function numberOf(money: Money): number {
  return Number(decimalOf(money));
}

/** `$120,000 + €5,000`, and `≈ $125,420` where that is one sum more. */
export function totalsText(totals: DealTotals, locale: Locale): string {
  const sums = sumsText(totals.sums, locale);
  const about = convertedText(totals, locale);
  return about === '' ? sums : `${sums} (≈ ${about})`;
}

/** The converted total; empty where there is nothing to convert, or a rate is missing. */
export function convertedText(totals: DealTotals, locale: Locale): string {
  const base = totals.converted.currency;
  const foreign = totals.sums.some((sum) => sum.currency !== base);
  return foreign && totals.missing.length === 0 ? moneyText(totals.converted, locale) : '';
}

export function dealsText(deals: number, locale: Locale): string {
  if (locale === 'zh') return `${numberText(deals, locale)} 个商机`;
  return `${numberText(deals, locale)} ${deals === 1 ? 'deal' : 'deals'}`;
}

/** `+20 %`, `−5 %`; null where there was nothing to compare with. */
export function changeText(now: number, before: number, locale: Locale): string | null {
  if (before === 0) return null;
  const share = (now - before) / before;
  return new Intl.NumberFormat(TAG[locale], {
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
    signDisplay: 'exceptZero',
  }).format(share);
}

export function percentText(share: number, locale: Locale): string {
  return new Intl.NumberFormat(TAG[locale], {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(share);
}

/** `March 2026`, `Q1 2026`, `2026`, `Mar 1 – Mar 15, 2026`. */
export function periodText(period: Period, locale: Locale): string {
  const months = wholeMonths(period);
  const month = Number(period.start.slice(5, 7));
  const year = period.start.slice(0, 4);
  if (months === 1) return monthText(period.start, locale);
  if (months === 3 && month % 3 === 1)
    return locale === 'zh'
      ? `${year}年第${'一二三四'[(month - 1) / 3]}季度`
      : `Q${(month + 2) / 3} ${year}`;
  if (months === 12 && month === 1) return locale === 'zh' ? `${year}年` : year;
  if (period.start === period.end) return dayText(period.start, locale);
  return `${dayText(period.start, locale)} – ${dayText(period.end, locale)}`;
}

export function monthText(day: CalendarDay, locale: Locale): string {
  return new Intl.DateTimeFormat(TAG[locale], {
    timeZone: 'UTC',
    year: 'numeric',
    month: locale === 'zh' ? 'long' : 'short',
  }).format(Date.parse(`${day}T00:00:00Z`));
}

/** What a week, month, quarter or year is called on an axis, by its first day. */
export function unitText(
  start: CalendarDay,
  unit: 'week' | 'month' | 'quarter' | 'year',
  locale: Locale,
): string {
  switch (unit) {
    case 'week':
      return new Intl.DateTimeFormat(TAG[locale], {
        timeZone: 'UTC',
        year: '2-digit',
        month: 'short',
        day: 'numeric',
      }).format(Date.parse(`${start}T00:00:00Z`));
    case 'month':
      return monthText(start, locale);
    case 'quarter':
      return periodText({ start, end: dayBefore(addMonths(start, 3)) }, locale);
    case 'year':
      return periodText({ start, end: dayBefore(addMonths(start, 12)) }, locale);
    default:
      return unit satisfies never;
  }
}

function dayBefore(day: CalendarDay): CalendarDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** So many bars can still be told apart in a chat; the rest is one bar. */
const BARS = 10;

/** A bar chart of groups, the greatest first; what comes after the tenth is added up as "others". */
export function groupChart(
  title: string,
  unit: string,
  name: string,
  groups: readonly { label: string; value: number; others?: boolean }[],
  locale: Locale,
): Block[] {
  const told = groups.filter((g) => g.others !== true);
  const shown = told.length <= BARS ? told : told.slice(0, BARS - 1);
  const rest = [...told.slice(shown.length), ...groups.filter((g) => g.others === true)];
  const points = shown.map(({ label, value }) => ({ label, value }));
  if (rest.length > 0)
    points.push({
      label: OTHERS[locale],
      value: rest.reduce((sum, g) => sum + g.value, 0),
    });
  if (points.every((p) => p.value === 0)) return [];
  return [{ kind: 'chart', chart: 'bar', title, unit, series: [{ name, points }] }];
}

/** So many points fit on an axis of Slack's. */
const POINTS = 20;

/** A chart over time: bars while they can be told apart, else a line; of more than fit the latest. */
export function timeChart(
  title: string,
  unit: string,
  name: string,
  points: readonly { label: string; value: number }[],
  locale: Locale,
): Block[] {
  if (points.every((p) => p.value === 0)) return [];
  const latest = points.slice(-POINTS);
  const cut = latest.length < points.length;
  const last = locale === 'zh' ? `（最近 ${POINTS} 期）` : ` (latest ${POINTS})`;
  return [
    {
      kind: 'chart',
      chart: latest.length <= 12 ? 'bar' : 'line',
      title: `${title}${cut ? last : ''}`,
      unit,
      series: [{ name, points: shortened(latest) }],
    },
  ];
}

/** Of months of one year the year needs no room on the axis. */
function shortened<P extends { label: string }>(points: readonly P[]): P[] {
  const years = new Set(
    points.map(({ label }) => /^(?:(\p{L}+) )?(\d{4})(?:年|$)/u.exec(label)?.[2]),
  );
  if (points.length < 2 || years.size > 1 || years.has(undefined)) return [...points];
  return points.map((point) => ({
    ...point,
    label: point.label.replace(/ \d{4}$|^\d{4}年(?=.)/u, ''),
  }));
}

export const OTHERS: Phrase = { en: 'Others', zh: '其他' };

/** What deals without a region, a team and so on stand under. */
export const NONE: Phrase = { en: '(none)', zh: '（未填写）' };

/** By which rates sums were converted, and what has none. */
export function rateNotes(totals: readonly DealTotals[], locale: Locale): Block[] {
  const missing = [...new Set(totals.flatMap((t) => t.missing))];
  const asOf = totals.flatMap((t) => (t.asOf === null ? [] : [t.asOf])).sort()[0];
  const foreign = totals.some((t) => t.sums.some((s) => s.currency !== t.converted.currency));
  const zh = locale === 'zh';
  const notes: string[] = [];
  if (missing.length > 0)
    notes.push(
      zh
        ? `没有 ${missing.join('、')} 的汇率，所以没有折算总额，按商机数排序。`
        : `There is no rate for ${missing.join(', ')}: no total is converted, and deals are counted instead.`,
    );
  else if (foreign)
    notes.push(
      asOf === undefined
        ? zh
          ? '≈ 按各商机成交时的汇率折算。'
          : '≈ is at the rates when each deal closed.'
        : zh
          ? `≈ 按 ${dayText(asOf, locale)} 的汇率折算，已关闭的商机用关闭时的汇率。`
          : `≈ is at the rates of ${dayText(asOf, locale)}; of closed deals at those of their closing.`,
    );
  return notes.map((text) => ({ kind: 'note', text }));
}
