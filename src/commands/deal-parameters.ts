import type { OwnField } from '../crm/custom-fields.ts';
import type { Deal } from '../crm/deals.ts';
import { ownColumn, withOwnColumns } from '../crm/own-columns.ts';
import { fieldsNeeded, type Stage, stageName } from '../crm/pipelines.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Ask } from './command.ts';
import type { CommandContext } from './context.ts';
import { CATEGORY_LABELS, FIELD_LABELS } from './labels.ts';
import { choice, date, money, record, text } from './parameters.ts';

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    not_a_stage_field: { field: string; fields: readonly string[] };
  }
}

/** How surely a deal is counted on. Sentences imply it: "Acme is a commit". */
export const category = () =>
  choice(
    {
      commit: CATEGORY_LABELS.commit,
      best_case: CATEGORY_LABELS.best_case,
      pipeline: CATEGORY_LABELS.pipeline,
      omitted: CATEGORY_LABELS.omitted,
    },
    { label: { en: 'forecast category', zh: '预测类别' }, silent: true },
  );

/** What a stage may require of a deal: asked for on the way into the stage, never read from the sentence that moves it. */
export const stageFields = {
  value: money({
    label: { en: 'value', zh: '金额' },
    question: { en: 'What is the deal worth?', zh: '金额是多少？' },
    silent: true,
  }).optional(),
  closeDate: date({
    label: { en: 'close date', zh: '预计成交日' },
    question: { en: 'When is it expected to close?', zh: '预计哪天成交？' },
    silent: true,
  }).optional(),
  contact: record('contact', {
    label: { en: 'contact', zh: '联系人' },
    question: { en: 'Who is the contact?', zh: '联系人是谁？' },
    silent: true,
  }).optional(),
  nextStep: text({
    label: { en: 'next step', zh: '下一步' },
    question: { en: 'What is the next step?', zh: '下一步是什么？' },
    silent: true,
  }).optional(),
  product: text({
    label: { en: 'product', zh: '产品' },
    question: { en: 'Which product is it about?', zh: '是哪个产品？' },
    silent: true,
  }).optional(),
  reason: text({
    label: { en: 'reason', zh: '原因' },
    question: { en: 'Why was it lost?', zh: '为什么输单？' },
    silent: true,
  }).optional(),
};

type StageField = keyof typeof stageFields;
const STAGE_FIELDS = Object.keys(stageFields) as readonly StageField[];

/** What people call the fields that a stage may require. */
const WORDS: Readonly<Record<StageField, RegExp>> = {
  value:
    /^(?:(?:deal )?(?:value|amount|price|size|number)|contract value|budget|acv|arr|金额|价格|总价|报价|预算|合同额|合同金额)$/i,
  closeDate:
    /^(?:(?:expected )?(?:clos(?:e|ing)|signing|target) ?dates?|(?:expected )?close|date|(?:预计)?(?:成交|关单|签约|签单)(?:日期?|时间)|日期)$/i,
  contact:
    /^(?:(?:main |key |primary )?contact(?: person)?|decision maker|(?:主要)?联系人|对接人|决策人)$/i,
  nextStep: /^(?:next steps?|下一步(?:计划|行动)?)$/i,
  product: /^(?:products?|产品)$/i,
  reason: /^(?:(?:loss |lost )?reasons?|(?:输单|丢单)?原因)$/i,
};

/** What an organization's own fields of a deal are called, by `custom.` and their keys. */
function ownStageFields({ ownFields }: Pick<CommandContext, 'ownFields'>): readonly OwnField[] {
  return ownFields.filter(({ entity }) => entity === 'deal');
}

/** What a field that a stage requires is called; an own one that was removed is called by its key. */
export function stageFieldLabel(
  ctx: Pick<CommandContext, 'ownFields' | 'locale'>,
  field: string,
): string {
  const own = ownStageFields(ctx).find(({ key }) => ownColumn(key) === field);
  if (own !== undefined) return ctx.locale === 'zh' ? (own.nameZh ?? own.name) : own.name;
  return FIELD_LABELS[field]?.[ctx.locale] ?? field.replace(/^custom\./, '');
}

/**
 * The fields named in words: "a close date and a value", 金额和预计成交日.
 *
 * @throws Refusal `not_a_stage_field` for the first that a stage cannot require.
 */
export function stageFieldsIn(ctx: CommandContext, said: string): string[] {
  const parts = said
    .split(/\s*(?:,|;|、|，|;|&|\+|\band\b|\bor\b|\bplus\b|和|与|以及|还有|跟|及)\s*/iu)
    .map((part) =>
      part
        .trim()
        .replace(
          /^(?:an?|the|its|their|fields?|both|also|deal's|填写?|填好|必须|要有|有)\s*/giu,
          '',
        )
        .replace(/\s*(?:fields?|set|filled in|字段|都|填写|必填)$/giu, '')
        .trim(),
    )
    .filter(Boolean);
  return parts.map((part) => {
    const plain = part.toLowerCase();
    // The organization's own word goes before what people call fields elsewhere.
    const own = ownStageFields(ctx).find(({ name, nameZh, aliases }) =>
      [name, nameZh, ...aliases].some((called) => called?.toLowerCase() === plain),
    );
    if (own !== undefined) return ownColumn(own.key);
    const field = STAGE_FIELDS.find((name) => name === part || WORDS[name].test(part));
    if (field !== undefined) return field;
    const fields = [...STAGE_FIELDS, ...ownStageFields(ctx).map(({ name }) => name)];
    throw new Refusal('not_a_stage_field', { field: part, fields });
  });
}

/** The first field that a deal needs for a stage and neither has nor is given now. */
export function fieldToAsk(
  ctx: CommandContext,
  deal: Deal | null,
  stages: readonly Stage[],
  stage: Stage,
  given: Readonly<Record<string, unknown>>,
): Ask | null {
  const { locale } = ctx;
  const own = new Set(ownStageFields(ctx).map(({ key }) => ownColumn(key)));
  const has: Readonly<Record<string, unknown>> =
    deal === null ? {} : { ...withOwnColumns(deal), reason: deal.lossReason };
  const needed = fieldsNeeded(stages, stage).find(
    (field) =>
      (STAGE_FIELDS.some((name) => name === field) || own.has(field)) &&
      (field !== 'reason' || stage.kind === 'lost') &&
      (given[field] ?? has[field] ?? null) === null,
  );
  if (needed === undefined) return null;
  const label = stageFieldLabel(ctx, needed);
  const why =
    locale === 'zh'
      ? `进入“${stageName(stage, 'zh')}”前需要填写${label}。`
      : `A deal needs ${withArticle(own.has(needed) ? label : label.toLowerCase())} before ${stageName(stage, 'en')}.`;
  return { parameter: needed, why };
}

function withArticle(label: string): string {
  return /^[aeiou]/i.test(label) ? `an ${label}` : `a ${label}`;
}
