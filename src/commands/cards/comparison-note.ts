import type { Comparison } from '../../crm/deals.ts';
import { dayText } from '../../reply/format.ts';
import type { Block, Locale } from '../../reply/reply.ts';

/** How amounts were compared with a bound; nothing where all are in one currency. */
export function comparisonNote(compared: Comparison, locale: Locale): Block[] {
  const zh = locale === 'zh';
  if (compared.kind === 'own') {
    if (compared.currencies.length < 2) return [];
    const text = zh
      ? '每笔金额按自己的币种比较；说“超过5万美元”则按折算后的金额比较。'
      : 'Each amount was compared in its own currency; say “over $50k” to compare what they are worth in dollars.';
    return [{ kind: 'note', text }];
  }
  const { currency, asOf, leftOut } = compared;
  const lines = [
    asOf === null
      ? ''
      : zh
        ? `按 ${dayText(asOf, locale)} 汇率折算成 ${currency} 后比较。`
        : `Compared by what they are worth in ${currency} at the rates of ${dayText(asOf, locale)}.`,
    leftOut.length === 0
      ? ''
      : zh
        ? `${leftOut.join('、')} 的商机未计入：没有汇率可与 ${currency} 比较。`
        : `Deals in ${leftOut.join(', ')} are left out: there is no rate to compare them with ${currency}.`,
  ].filter(Boolean);
  return lines.length === 0 ? [] : [{ kind: 'note', text: lines.join(zh ? '' : ' ') }];
}
