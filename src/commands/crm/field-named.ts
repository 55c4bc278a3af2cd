import { listFields } from '../../crm/custom-field-definitions.ts';
import type { OwnEntity, OwnField } from '../../crm/custom-fields.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { CommandContext } from '../context.ts';
import { ENTITY_NAMES } from '../field-names.ts';
import { ENTITY_LABELS, FIELD_LABELS } from '../labels.ts';
import { isOwnParameter } from '../own-parameters.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    no_own_field: { name: string; fields: string };
    field_ambiguous: { name: string; entities: string };
    field_name_taken: { name: string; entity: string };
  }
}

/**
 * The organization's own field that is called so.
 *
 * @throws Refusal `no_own_field`, `field_ambiguous` when several kinds of records have one.
 */
export async function fieldNamed(
  ctx: CommandContext,
  said: string,
  entity?: OwnEntity,
): Promise<OwnField> {
  const fields = await listFields(ctx, entity);
  const plain = plainOf(said);
  const found = fields.filter((field) =>
    [field.name, field.nameZh ?? '', field.key, ...field.aliases].some(
      (name) => plainOf(name) === plain,
    ),
  );
  const [first, second] = found;
  if (first === undefined)
    throw new Refusal('no_own_field', {
      name: said,
      fields: fields.map((field) => field.name).join(', '),
    });
  if (second !== undefined)
    throw new Refusal('field_ambiguous', {
      name: said,
      entities: found.map((field) => ENTITY_NAMES[field.entity][ctx.locale]).join(', '),
    });
  return first;
}

function plainOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:the|our)\s+|^字段\s*|\s*(?:custom )?field$|\s*字段$/g, '')
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** Words that commands begin with or hold everywhere: a field called so could not be told from them. */
const COMMAND_WORDS =
  'show list log add create update change set move win won lose lost delete remove undo redo help find search import export report merge convert qualify rename make assign close call email note task yes no cancel it me my all new today tomorrow deals accounts contacts leads products orders quotes field fields 登记 新建 修改 删除 撤销 帮助 查看 查找 搜索 导入 导出 报表 字段 我 我的 今天 明天 所有'.split(
    ' ',
  );

/**
 * Looks whether a name already means something in sentences about this kind of record.
 *
 * @throws Refusal `field_name_taken`.
 */
export function refuseTakenName(ctx: CommandContext, entity: OwnEntity, name: string): void {
  const plain = name.trim().toLowerCase();
  const inputs = ctx.catalogue.all
    .filter((command) => command.name.startsWith(`${entity}.`))
    .flatMap((command) => command.inputs.filter((p) => !isOwnParameter(p.name)));
  const taken = [
    ...COMMAND_WORDS,
    ...inputs.flatMap((p) => [
      p.name,
      p.label.en,
      p.label.zh,
      ...(p.cues?.en ?? []),
      ...(p.cues?.zh ?? []),
    ]),
    ...Object.values({ ...FIELD_LABELS, ...ENTITY_LABELS }).flatMap(({ en, zh }) => [en, zh]),
  ];
  if (taken.some((word) => word.toLowerCase() === plain))
    throw new Refusal('field_name_taken', { name, entity });
}
