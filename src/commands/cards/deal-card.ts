import type { Deal } from '../../crm/deals.ts';
import { stageName } from '../../crm/pipelines.ts';
import { dayText, moneyText } from '../../reply/format.ts';
import {
  type Block,
  type Button,
  type Field,
  type Locale,
  type Reply,
  replyOf,
  type Table,
} from '../../reply/reply.ts';
import type { RecordRef } from '../command.ts';
import { categoryText, FIELD_LABELS } from '../labels.ts';
import { idMention } from '../references.ts';

export const refOf = (deal: Pick<Deal, 'id' | 'name'>): RecordRef<'deal'> => ({
  entity: 'deal',
  id: deal.id,
  name: deal.name,
});

/** `D-12 Acme renewal`. */
export function dealTitle(deal: Pick<Deal, 'number' | 'name'>): string {
  return `D-${deal.number} ${deal.name}`;
}

/** A sentence about what happened, and the deal as it is now. */
export function dealReply(
  sentence: string,
  deal: Deal,
  locale: Locale,
  ...more: readonly Block[]
): Reply {
  return replyOf({ kind: 'text', text: sentence }, dealFields(deal, locale), ...more);
}

export function dealFields(deal: Deal, locale: Locale): Block {
  const fields: (Field | null)[] = [
    field('account', deal.account.name, locale),
    field('value', deal.value === null ? null : moneyText(deal.value, locale), locale),
    field('stage', stageName(deal.stage, locale), locale),
    field('pipeline', deal.pipeline.isDefault ? null : deal.pipeline.name, locale),
    field('category', deal.status === 'open' ? categoryText(deal.category, locale) : null, locale),
    deal.status === 'open'
      ? field('closeDate', deal.closeDate === null ? null : dayText(deal.closeDate, locale), locale)
      : field('closedOn', deal.closedOn === null ? null : dayText(deal.closedOn, locale), locale),
    field('owner', deal.owner.name, locale),
    field('contact', deal.contact?.name ?? null, locale),
    field('product', deal.product, locale),
    field('nextStep', deal.nextStep, locale),
    field('reason', deal.lossReason, locale),
  ];
  return { kind: 'fields', fields: fields.filter((f) => f !== null) };
}

function field(name: string, value: string | null, locale: Locale): Field | null {
  return value === null ? null : { label: FIELD_LABELS[name]?.[locale] ?? name, value };
}

const COLUMNS = {
  en: ['Deal', 'Account', 'Value', 'Stage', 'Close', 'Owner'],
  zh: ['商机', '客户', '金额', '阶段', '预计成交', '负责人'],
} as const;

/** Deals as a table of at most `limit` rows; sums per currency stand in the title. One owner of all needs no column. */
export function dealTable(
  deals: readonly Deal[],
  title: string,
  locale: Locale,
  limit = 25,
): Table {
  const align = ['left', 'left', 'right', 'left', 'left', 'left'] as const;
  const columns = new Set(deals.map((deal) => deal.owner.id)).size > 1 ? 6 : 5;
  return {
    kind: 'table',
    title,
    columns: COLUMNS[locale]
      .slice(0, columns)
      .map((label, i) => ({ label, align: align[i] ?? 'left' })),
    rows: deals
      .slice(0, limit)
      .map((deal) =>
        [
          dealTitle(deal),
          deal.account.name,
          deal.value === null ? '–' : moneyText(deal.value, locale),
          stageName(deal.stage, locale),
          deal.closeDate === null ? '–' : dayText(deal.closeDate, locale),
          deal.owner.name,
        ].slice(0, columns),
      ),
  };
}

/** "And n more", when a list was cut. */
export function moreNote(total: number, shown: number, locale: Locale): Block[] {
  if (total <= shown) return [];
  const left = total - shown;
  return [
    {
      kind: 'note',
      text:
        locale === 'zh'
          ? `还有 ${left} 条未显示，请缩小范围。`
          : `And ${left} more: narrow it down to see them.`,
    },
  ];
}

export function runButton(
  label: string,
  command: string,
  args: Readonly<Record<string, unknown>>,
): Button {
  return { label, action: { kind: 'run', command, arguments: args } };
}

/** Buttons under a deal that can still be worked on. */
export function dealButtons(deal: Deal, locale: Locale): Block[] {
  if (deal.status !== 'open') return [];
  const mention = idMention({ entity: 'deal', id: deal.id });
  const label = locale === 'zh' ? '修改' : 'Edit';
  return [
    {
      kind: 'buttons',
      buttons: [
        {
          label,
          action: { kind: 'open-form', command: 'deal.update', arguments: { deal: mention } },
        },
        runButton(locale === 'zh' ? '历史' : 'History', 'record.history', { record: mention }),
      ],
    },
  ];
}

/** What comes after a deal is won: its order. */
export function orderButton(deal: Deal, locale: Locale): Block[] {
  if (deal.status !== 'won') return [];
  const mention = idMention({ entity: 'deal', id: deal.id });
  const label = locale === 'zh' ? '创建订单' : 'Create order';
  return [{ kind: 'buttons', buttons: [runButton(label, 'order.create', { deal: mention })] }];
}
