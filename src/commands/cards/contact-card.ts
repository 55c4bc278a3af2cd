import { type ContactCard, type ListedContact, showContact } from '../../crm/contacts.ts';
import { type Block, type Phrase, type Reply, replyOf, type Table } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import { FIELD_LABELS } from '../labels.ts';
import { activityBlock } from './activity-block.ts';
import { dealTable } from './deal-card.ts';
import { ownFields } from './own-fields.ts';

/** The fields of a contact that are filled in. */
export async function contactFields(ctx: CommandContext, id: string): Promise<Block[]> {
  return fieldsOf(ctx, await showContact(ctx, id));
}

async function fieldsOf(ctx: CommandContext, contact: ContactCard): Promise<Block[]> {
  const { locale } = ctx;
  const values: Readonly<Record<string, string | null>> = {
    title: contact.title,
    account: contact.account?.name ?? null,
    email: contact.email,
    phone: contact.phone,
    owner: contact.owner,
  };
  const labels: Readonly<Record<string, Phrase>> = {
    ...FIELD_LABELS,
    title: { en: 'Title', zh: '职位' },
  };
  const known = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ label: labels[name]?.[locale] ?? name, value }],
  );
  const fields = [...known, ...(await ownFields(ctx, 'contact', contact))];
  return fields.length === 0 ? [] : [{ kind: 'fields', fields }];
}

/** A contact with his open deals and latest activities. */
export async function contactReply(ctx: CommandContext, contact: ContactCard): Promise<Reply> {
  const blocks: Block[] = [
    { kind: 'heading', text: `${contact.name} (C-${contact.number})` },
    ...(await fieldsOf(ctx, contact)),
  ];
  if (contact.deals.length > 0) {
    blocks.push(
      dealTable(contact.deals, ctx.locale === 'zh' ? '进行中的商机' : 'Open deals', ctx.locale, 10),
    );
  }
  return replyOf(...blocks, ...activityBlock(ctx, contact.activities));
}

const COLUMNS = {
  en: ['Contact', 'Title', 'Account', 'E-mail', 'Phone', 'Owner'],
  zh: ['联系人', '职位', '客户', '邮箱', '电话', '负责人'],
} as const;

/** Contacts as a table, one row each. */
export function contactTable(
  ctx: CommandContext,
  contacts: readonly ListedContact[],
  title: string,
): Table {
  return {
    kind: 'table',
    title,
    columns: COLUMNS[ctx.locale].map((label) => ({ label, align: 'left' })),
    rows: contacts.map((contact) => [
      `C-${contact.number} ${contact.name}`,
      contact.title ?? '–',
      contact.account?.name ?? '–',
      contact.email ?? '–',
      contact.phone ?? '–',
      contact.owner?.name ?? '–',
    ]),
  };
}
