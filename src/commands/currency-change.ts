import type { Deal, SaidMoney } from '../crm/deals.ts';
import { exchanged, rateBook } from '../crm/rates.ts';
import { decimalOf, type Money, moneyFrom, moneyToJson } from '../platform/money.ts';
import { Refusal } from '../platform/refusal.ts';
import { dayText, moneyText } from '../reply/format.ts';
import { dealTitle } from './cards/deal-card.ts';
import type { Ask } from './command.ts';
import type { CommandContext } from './context.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    no_amount: { name: string; currency: string };
  }
}

/** A deal's amount, and the currency it is to be in. */
export type CurrencyChange = { from: Money; to: string };

/**
 * Whether a deal's currency changes while nobody said what becomes of its number. "Make it 60k EUR" names a new number; "make it 50k EUR"
 * where it is 50k USD may mean either.
 */
export function currencyChange(
  deal: Deal,
  value: SaidMoney | undefined,
  to: string | undefined,
): CurrencyChange | null {
  const currency = to ?? value?.currency ?? null;
  const from = deal.value;
  if (from === null || currency === null || currency === from.currency) return null;
  const same = value === undefined || value.amount === Number(decimalOf(from));
  return same ? { from, to: currency } : null;
}

/** Asks whether to convert a deal's amount or to keep its number; where there is no rate, only to keep it. */
export async function askConversion(
  ctx: CommandContext,
  deal: Deal,
  change: CurrencyChange,
): Promise<Ask> {
  const zh = ctx.locale === 'zh';
  const { from, to } = change;
  const book = await rateBook(ctx);
  const converted = exchanged(book, from, to);
  const kept = moneyText(renamed(change), ctx.locale);
  const keep = { label: zh ? `保留数字：${kept}` : `Keep the number: ${kept}`, value: 'keep' };
  const is = zh
    ? `${dealTitle(deal)} 现在是 ${moneyText(from, ctx.locale)}。`
    : `${dealTitle(deal)} is ${moneyText(from, ctx.locale)} now.`;
  if (converted === null) {
    const missing = [from.currency, to].filter((c) => c !== book.base && !book.rates.has(c));
    const codes = missing.join(zh ? '、' : ' and ');
    return {
      parameter: 'conversion',
      why: `${is}${zh ? '' : ' '}${zh ? `${codes} 没有汇率，无法换算。` : `There is no rate for ${codes}, so it cannot be converted.`}`,
      question: zh ? `要改成 ${kept} 请说“保留”。` : `Say “keep” to have it as ${kept}.`,
      choices: [keep],
    };
  }
  const money = moneyText(converted, ctx.locale);
  const days = [from.currency, to].flatMap((code) => book.rates.get(code)?.day ?? []);
  const day = dayText(days.sort((a, b) => (a < b ? -1 : 1))[0] ?? ctx.today, ctx.locale);
  return {
    parameter: 'conversion',
    why: is,
    question: zh
      ? `换算成 ${money}（${day} 汇率），还是保留数字、改成 ${kept}？`
      : `Convert it to ${money} at the rate of ${day}, or keep the number, as ${kept}?`,
    choices: [{ label: zh ? `换算：${money}` : `Convert: ${money}`, value: 'convert' }, keep],
  };
}

/** The same number in the other currency. */
function renamed({ from, to }: CurrencyChange): Money {
  return moneyFrom(decimalOf(from), to);
}

/**
 * The amount in the other currency: converted, or the same number.
 *
 * @throws Refusal `no_rate` when there is none to convert with.
 */
export async function valueAfter(
  ctx: CommandContext,
  change: CurrencyChange,
  conversion: 'convert' | 'keep' | undefined,
): Promise<SaidMoney> {
  if (conversion !== 'convert') return moneyToJson(renamed(change));
  const book = await rateBook(ctx);
  const converted = exchanged(book, change.from, change.to);
  if (converted !== null) return moneyToJson(converted);
  const without = [change.from.currency, change.to].find(
    (c) => c !== book.base && !book.rates.has(c),
  );
  throw new Refusal('no_rate', { currency: without ?? change.to, base: book.base });
}

/** An amount that was said apart from its currency. */
export function withCurrency(
  value: SaidMoney | undefined,
  to: string | undefined,
): SaidMoney | undefined {
  return value === undefined || to === undefined ? value : { ...value, currency: to };
}
