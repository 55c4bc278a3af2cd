import type { CrmContext } from '../context.ts';
import { optionOf } from '../custom-fields.ts';
import { ENTITY_OF, type ImportKind, TARGETS, type Target } from './targets.ts';

/** The fields of every kind that an import may fill: Parley's, and those that the organization defined itself. */
export type FieldsOfKind = (kind: ImportKind) => readonly Target[];

const READS: Readonly<Record<string, Target['reads']>> = {
  text: 'text',
  number: 'count',
  money: 'money',
  date: 'day',
  choice: 'choice',
  flag: 'flag',
  member: 'member',
};

/** Own fields are called `custom.key`. */
export async function fieldsOfKinds(
  ctx: Pick<CrmContext, 'tx' | 'organization'>,
): Promise<FieldsOfKind> {
  const own = await ctx.tx.customField.findMany({
    where: { organizationId: ctx.organization.id, deletedAt: null },
    orderBy: { position: 'asc' },
  });
  return (kind) => [
    ...TARGETS[kind],
    ...own
      .filter((field) => field.entity === ENTITY_OF[kind])
      .map((field) => ({
        field: `custom.${field.key}`,
        reads: READS[field.type] ?? 'text',
        words: [field.name, field.nameZh ?? '', field.key, ...field.aliases]
          .filter((word) => word !== '')
          .map((word) => word.toLowerCase()),
        ...(field.type === 'choice' && {
          options: Object.fromEntries(
            field.options
              .map(optionOf)
              .map(({ value, en, zh }) => [
                value,
                [value, en, zh].map((word) => word.toLowerCase()),
              ]),
          ),
        }),
      })),
  ];
}
