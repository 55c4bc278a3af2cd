import type { z } from 'zod';
import { MERGEABLE, type Mergeable, NUMBER_PREFIXES } from '../../crm/fields.ts';
import { type MergePlan, mergeRecords, planMerge } from '../../crm/merge.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Block, type Locale, type Phrase, type Reply, replyOf } from '../../reply/reply.ts';
import type { CommandDefinition, CommandResult, RecordRef, Resolved } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ENTITY_LABELS, FIELD_LABELS } from '../labels.ts';
import { type Mention, record } from '../parameters.ts';
import { valueText } from './change-text.ts';

type Pair = { from: RecordRef<Mergeable>; into: RecordRef<Mergeable> };
type Merge<Shape extends z.ZodObject> = Pick<CommandDefinition<Shape>, 'preview' | 'run'>;

/** The record that goes, or the one that stays: of the kind of the command where a name fits several. */
export function merged(kind: Mergeable, options: { label: Phrase; question: Phrase }) {
  return record<Mergeable>([kind, ...MERGEABLE.filter((other) => other !== kind)], options);
}

/** What every merge does: shows what will happen, then does it. */
export function mergeOf<
  Shape extends z.ZodObject<{
    from: z.ZodType<Mention<Mergeable>>;
    into: z.ZodType<Mention<Mergeable>>;
  }>,
>(kind: Mergeable): Merge<Shape> {
  const preview = async (ctx: CommandContext, args: Pair): Promise<Reply> => {
    const { from, into } = sameKind(kind, args);
    return previewReply(ctx.locale, kind, await planMerge(ctx, kind, from.id, into.id));
  };
  const run = async (ctx: CommandContext, args: Pair): Promise<CommandResult> => {
    const { from, into } = sameKind(kind, args);
    const plan = await mergeRecords(ctx, kind, from.id, into.id);
    return {
      reply: replyOf({ kind: 'text', text: doneText(ctx.locale, kind, plan) }),
      about: [into],
    };
  };
  // `Resolved` of a shape that is not known yet stays open; both mentions it is made of are in its bound.
  return {
    preview: (ctx: CommandContext, args: Resolved<z.infer<Shape>>) =>
      preview(ctx, args as unknown as Pair),
    run: (ctx: CommandContext, args: Resolved<z.infer<Shape>>) => run(ctx, args as unknown as Pair),
  };
}

function sameKind(kind: Mergeable, { from, into }: Pair): Pair {
  if (from.entity !== kind || into.entity !== kind) {
    throw new Refusal('merge_across_kinds', {
      from: from.name,
      fromKind: from.entity,
      into: into.name,
      intoKind: into.entity,
    });
  }
  return { from, into };
}

function previewReply(locale: Locale, kind: Mergeable, plan: MergePlan): Reply {
  const zh = locale === 'zh';
  const from = title(kind, plan.from);
  const into = title(kind, plan.into);
  const moves = movesText(locale, plan);
  const text = zh
    ? `要把 ${from} 合并到 ${into} 吗？${moves === '' ? '没有要转移的记录。' : `转移：${moves}。`}`
    : `Merge ${from} into ${into}? ${moves === '' ? 'Nothing has to move.' : `Moves: ${moves}.`}`;
  const values = [
    ...plan.filled.map((f) => [label(f, locale), valueText(f.field, f.value, locale), '–']),
    ...plan.kept.map((f) => [
      label(f, locale),
      valueText(f.field, f.value, locale),
      valueText(f.field, f.lost, locale),
    ]),
  ];
  const table: Block[] =
    values.length === 0
      ? []
      : [
          {
            kind: 'table',
            title: zh ? '字段取值' : 'Values',
            columns: (zh ? ['字段', '保留', '放弃'] : ['Field', 'Stays', 'Goes']).map((label) => ({
              label,
              align: 'left',
            })),
            rows: values,
          },
        ];
  const note = zh
    ? `之后 ${code(kind, plan.from)} 指向 ${plan.into.name}。可以撤销。`
    : `${code(kind, plan.from)} then leads to ${plan.into.name}. You can undo it.`;
  return replyOf({ kind: 'text', text }, ...table, { kind: 'note', text: note });
}

function doneText(locale: Locale, kind: Mergeable, plan: MergePlan): string {
  const moves = movesText(locale, plan);
  const filled = plan.filled
    .map((f) => `${label(f, locale)}: ${valueText(f.field, f.value, locale)}`)
    .join(locale === 'zh' ? '，' : ', ');
  if (locale === 'zh') {
    const parts = [
      `已把 ${title(kind, plan.from)} 合并到 ${title(kind, plan.into)}。`,
      moves === '' ? '' : `已转移：${moves}。`,
      filled === '' ? '' : `已补充：${filled}。`,
    ];
    return parts.join('');
  }
  return [
    `Merged ${title(kind, plan.from)} into ${title(kind, plan.into)}.`,
    moves === '' ? '' : `Moved: ${moves}.`,
    filled === '' ? '' : `Filled in: ${filled}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function label({ field, name }: { field: string; name?: Phrase }, locale: Locale): string {
  return (name ?? FIELD_LABELS[field])?.[locale] ?? field;
}

function movesText(locale: Locale, plan: MergePlan): string {
  return countsText(plan.moves, locale);
}

/** `3 deals, 1 task`. */
export function countsText(counts: MergePlan['moves'], locale: Locale): string {
  return counts
    .map(({ entity, count }) => {
      const noun = ENTITY_LABELS[entity]?.[locale] ?? entity;
      if (locale === 'zh') return `${count} 个${noun}`;
      return `${count} ${count === 1 ? noun : manyOf(noun)}`;
    })
    .join(locale === 'zh' ? '、' : ', ');
}

function manyOf(noun: string): string {
  if (noun.endsWith('y')) return `${noun.slice(0, -1)}ies`;
  return noun.startsWith('line of ') ? noun.replace('line', 'lines') : `${noun}s`;
}

function title(kind: Mergeable, record: MergePlan['from']): string {
  return `${record.name} (${code(kind, record)})`;
}

function code(kind: Mergeable, { number }: MergePlan['from']): string {
  return `${NUMBER_PREFIXES[kind]}-${number}`;
}
