import type { Lead } from '../../crm/leads.ts';
import { dayIn } from '../../platform/clock.ts';
import { dayText } from '../../reply/format.ts';
import type { Block, Button, Locale, Table } from '../../reply/reply.ts';
import type { RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { FIELD_LABELS, LEAD_STATUS_LABELS } from '../labels.ts';
import { idMention } from '../references.ts';
import { runButton } from './deal-card.ts';

export const leadRef = ({ id, name }: Lead): RecordRef<'lead'> => ({ entity: 'lead', id, name });

/** `L-3 Jane Doe, Initech`. */
export function leadTitle(lead: Lead): string {
  return `L-${lead.number} ${lead.name}${lead.company === null ? '' : `, ${lead.company}`}`;
}

/** The fields of a lead that are filled in. */
export function leadFields(lead: Lead, locale: Locale): Block {
  const became = [lead.account?.name, lead.contact?.name, dealName(lead)].filter(Boolean);
  const values: readonly (readonly [string, string | null | undefined])[] = [
    ['company', lead.company],
    ['title', lead.title],
    ['email', lead.email],
    ['phone', lead.phone],
    ['source', lead.source],
    ['status', LEAD_STATUS_LABELS[lead.status][locale]],
    ['reason', lead.reason],
    ['decidedBy', lead.decidedBy?.name],
    ['owner', lead.owner?.name],
    ['became', became.length === 0 ? null : became.join(', ')],
  ];
  return {
    kind: 'fields',
    fields: values.flatMap(([name, value]) =>
      value === null || value === undefined
        ? []
        : [{ label: FIELD_LABELS[name]?.[locale] ?? name, value }],
    ),
  };
}

const dealName = ({ deal }: Lead): string | null =>
  deal === null ? null : `D-${deal.number} ${deal.name}`;

/** What can be done next with a lead: decide, for those who may, and convert. */
export function leadButtons(ctx: CommandContext, lead: Lead): Block[] {
  if (lead.status === 'converted') return [];
  const zh = ctx.locale === 'zh';
  const mention = idMention({ entity: 'lead', id: lead.id });
  const decides = ctx.actor.kind === 'member' && /^(?:manager|admin)$/.test(ctx.actor.role);
  const decide = (label: string, approve: boolean): Button =>
    runButton(label, 'lead.qualify', { lead: mention, approve });
  const buttons = [
    ...(decides && lead.status !== 'qualified' ? [decide(zh ? '通过' : 'Qualify', true)] : []),
    ...(decides && lead.status !== 'unqualified'
      ? [decide(zh ? '不合格' : 'Turn down', false)]
      : []),
    ...(lead.status === 'unqualified'
      ? []
      : [runButton(zh ? '转为客户' : 'Convert', 'lead.convert', { lead: mention })]),
    {
      label: zh ? '修改' : 'Edit',
      action: {
        kind: 'open-form' as const,
        command: 'lead.update',
        arguments: { lead: mention },
      },
    },
  ];
  return [{ kind: 'buttons', buttons }];
}

const COLUMNS = {
  en: ['Lead', 'Company', 'Source', 'Status', 'Since', 'Owner'],
  zh: ['线索', '公司', '来源', '状态', '日期', '负责人'],
} as const;

/** Leads as a table of at most `limit` rows. */
export function leadTable(
  ctx: CommandContext,
  leads: readonly Lead[],
  title: string,
  limit = 25,
): Table {
  const { locale } = ctx;
  return {
    kind: 'table',
    title,
    columns: COLUMNS[locale].map((label) => ({ label, align: 'left' })),
    rows: leads
      .slice(0, limit)
      .map((lead) => [
        `L-${lead.number} ${lead.name}`,
        lead.company ?? '–',
        lead.source ?? '–',
        LEAD_STATUS_LABELS[lead.status][locale],
        dayText(dayIn(ctx.actor.timeZone, lead.createdAt), locale),
        lead.owner?.name ?? '–',
      ]),
  };
}
