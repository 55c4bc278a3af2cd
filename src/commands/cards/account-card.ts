import { type AccountCard, accountAsItIs, type ListedAccount } from '../../crm/accounts.ts';
import type { PriceBook } from '../../crm/price-books.ts';
import { rateBook } from '../../crm/rates.ts';
import { dayText, numberText } from '../../reply/format.ts';
import { type Block, type Locale, type Reply, replyOf, type Table } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import { FIELD_LABELS } from '../labels.ts';
import { activityBlock } from './activity-block.ts';
import { dealTable } from './deal-card.ts';
import { type Orders, ordersBlock } from './order-card.ts';
import { ownFields } from './own-fields.ts';
import { dealTotal, totalText } from './total-text.ts';

/** The fields of an account that are filled in. */
export async function accountFields(ctx: CommandContext, id: string): Promise<Block[]> {
  return fieldsOf(ctx, await accountAsItIs(ctx, id));
}

async function fieldsOf(ctx: CommandContext, account: AccountCard): Promise<Block[]> {
  const { locale } = ctx;
  const values: Readonly<Record<string, string | null>> = {
    domain: account.domain,
    industry: account.industry,
    employees: account.employees === null ? null : numberText(account.employees, locale),
    region: account.region,
    owner: account.owner,
    priceBook: account.priceBook === null ? null : bookText(account.priceBook, locale),
  };
  const known = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ label: FIELD_LABELS[name]?.[locale] ?? name, value }],
  );
  const fields = [...known, ...(await ownFields(ctx, 'account', account))];
  return fields.length === 0 ? [] : [{ kind: 'fields', fields }];
}

/** `Summer (from Jul 1, 2026)`: on other days the account buys as everybody does. */
function bookText({ name, validFrom, validTo }: PriceBook, locale: Locale): string {
  const zh = locale === 'zh';
  const days = [
    validFrom === null ? [] : [`${zh ? '自' : 'from '}${dayText(validFrom, locale)}`],
    validTo === null ? [] : [`${zh ? '至' : 'until '}${dayText(validTo, locale)}`],
  ].flat();
  return days.length === 0 ? name : `${name}${zh ? '（' : ' ('}${days.join(' ')}${zh ? '）' : ')'}`;
}

/** An account with its deals, people, latest activities and tasks. */
export async function accountReply(
  ctx: CommandContext,
  account: AccountCard,
  orders: Orders,
): Promise<Reply> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const blocks: Block[] = [
    { kind: 'heading', text: `${account.name} (A-${account.number})` },
    ...(await fieldsOf(ctx, account)),
  ];
  if (account.deals.length > 0) {
    const sums = totalText(dealTotal(account.deals, await rateBook(ctx)), locale);
    const title = zh
      ? `${account.deals.length} 个进行中的商机，${sums}`
      : `Open deals: ${account.deals.length}, ${sums}`;
    blocks.push(dealTable(account.deals, title, locale, 10));
  }
  blocks.push(...ordersBlock(orders, locale));
  if (account.contacts.length > 0) {
    blocks.push({
      kind: 'table',
      title: zh ? '联系人' : 'Contacts',
      columns: (zh ? ['姓名', '职位', '邮箱', '电话'] : ['Name', 'Title', 'E-mail', 'Phone']).map(
        (label) => ({ label, align: 'left' }),
      ),
      rows: account.contacts.map((c) => [c.name, c.title ?? '–', c.email ?? '–', c.phone ?? '–']),
    });
  }
  blocks.push(...activityBlock(ctx, account.activities));
  if (account.tasks.length > 0) {
    const tasks = account.tasks.map(
      (t) =>
        `T-${t.number} ${t.title}${t.dueOn === null ? '' : `, ${dayText(t.dueOn.toISOString().slice(0, 10), locale)}`}`,
    );
    blocks.push({ kind: 'text', text: [zh ? '待办任务：' : 'Open tasks:', ...tasks].join('\n') });
  }
  return replyOf(...blocks);
}

const COLUMNS = {
  en: ['Account', 'Domain', 'Industry', 'Region', 'Owner'],
  zh: ['客户', '域名', '行业', '地区', '负责人'],
} as const;

/** Accounts as a table, one row each. */
export function accountTable(
  ctx: CommandContext,
  accounts: readonly ListedAccount[],
  title: string,
): Table {
  return {
    kind: 'table',
    title,
    columns: COLUMNS[ctx.locale].map((label) => ({ label, align: 'left' })),
    rows: accounts.map((account) => [
      `A-${account.number} ${account.name}`,
      account.domain ?? '–',
      account.industry ?? '–',
      account.region ?? '–',
      account.owner?.name ?? '–',
    ]),
  };
}
