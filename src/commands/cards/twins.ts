import { findAlike, findIdentical, type Identical, type Sign } from '../../crm/duplicates.ts';
import { NUMBER_PREFIXES } from '../../crm/fields.ts';
import { shortText } from '../../reply/format.ts';
import { type Block, type Phrase, replyOf } from '../../reply/reply.ts';
import type { Doubt } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ENTITY_LABELS } from '../labels.ts';
import { mayUse } from '../permission.ts';
import { idMention } from '../references.ts';
import { runButton } from './deal-card.ts';

type New = Parameters<typeof findIdentical>[2];

export const SIGN_LABELS: Readonly<Record<Sign, Phrase>> = {
  email: { en: 'same e-mail address', zh: '邮箱相同' },
  phone: { en: 'same phone number', zh: '电话相同' },
  domain: { en: 'same domain', zh: '域名相同' },
  name: { en: 'same name', zh: '名称相同' },
  alike: { en: 'similar name', zh: '名称相近' },
};

/** Asks before a record is added that is there already. */
export async function doubtOfTwin(
  ctx: CommandContext,
  kind: 'account' | 'contact',
  data: New,
): Promise<Doubt | null> {
  const same = await findIdentical(ctx, kind, data);
  if (same === null) return null;
  const { twin } = same;
  return {
    reply: replyOf({ kind: 'text', text: twinText(ctx, kind, same) }),
    confirm: { en: 'Create anyway', zh: '仍然新建' },
    instead: twin === null ? null : { entity: kind, id: twin.id, name: twin.name },
  };
}

function twinText(
  ctx: CommandContext,
  kind: 'account' | 'contact',
  { sign, twin }: Identical,
): string {
  const zh = ctx.locale === 'zh';
  const noun = ENTITY_LABELS[kind]?.[ctx.locale] ?? kind;
  const why = SIGN_LABELS[sign][ctx.locale];
  if (twin === null) {
    return zh
      ? `其他团队已经有这个${noun}了（${why}）。仍要新建吗？`
      : `Another team has this ${noun} already (${why}). Create it anyway?`;
  }
  const number = `${NUMBER_PREFIXES[kind]}-${twin.number}`;
  const detail = twin.detail === '' ? '' : zh ? `，${twin.detail}` : `, ${twin.detail}`;
  return zh
    ? `已经有${noun} ${twin.name}（${number}）${detail}：${why}。用它，还是仍然新建？`
    : `There is already ${twin.name} (${number})${detail}: ${why}. Use it, or create another?`;
}

/** What only one record may have stays with the one that has it: the new one is added without. */
export async function withoutTaken<D extends New>(
  ctx: CommandContext,
  kind: 'account' | 'contact',
  data: D,
): Promise<{ data: D; note: Block[] }> {
  const field = kind === 'account' ? 'domain' : 'email';
  const value = data[field];
  if (value === undefined) return { data, note: [] };
  const same = await findIdentical(ctx, kind, { [field]: value });
  if (same === null) return { data, note: [] };
  const zh = ctx.locale === 'zh';
  const name = same.twin?.name ?? (zh ? '其他团队的记录' : 'the record of another team');
  const text = zh ? `${value} 已属于 ${name}，所以没有填。` : `${value} stays with ${name}.`;
  return { data: { ...data, [field]: undefined }, note: [{ kind: 'note', text }] };
}

/** What may be the same as a record just added, with buttons to open and to merge. */
export async function alikeBlocks(
  ctx: CommandContext,
  kind: 'account' | 'contact',
  record: { id: string; name: string },
): Promise<Block[]> {
  const alike = await findAlike(ctx, kind, record);
  if (alike.length === 0) return [];
  const zh = ctx.locale === 'zh';
  const names = alike.map((a) => (a.detail === '' ? a.name : `${a.name} (${a.detail})`)).join('; ');
  const merge = ctx.catalogue.find(`${kind}.merge`);
  const mayMerge = merge !== null && mayUse(ctx.actor, merge);
  const [first] = alike;
  return [
    { kind: 'note', text: zh ? `已有相近的：${names}。` : `There is something like it: ${names}.` },
    {
      kind: 'buttons',
      buttons: [
        ...alike.map((a) =>
          runButton(shortText(zh ? `打开 ${a.name}` : `Open ${a.name}`, 70), `${kind}.show`, {
            [kind]: idMention({ entity: kind, id: a.id }),
          }),
        ),
        ...(mayMerge && first !== undefined
          ? [
              runButton(
                shortText(zh ? `合并到 ${first.name}` : `Merge into ${first.name}`, 70),
                `${kind}.merge`,
                {
                  from: idMention({ entity: kind, id: record.id }),
                  into: idMention({ entity: kind, id: first.id }),
                },
              ),
            ]
          : []),
      ],
    },
  ];
}
