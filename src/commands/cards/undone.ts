import type { Undone } from '../../crm/undo.ts';
import { numberText } from '../../reply/format.ts';
import { type Block, type Locale, type Phrase, replyOf, say } from '../../reply/reply.ts';
import type { CommandResult, RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { FIELD_LABELS } from '../labels.ts';
import { isEntity } from '../parameters.ts';
import { changeText } from './change-text.ts';

const PARTS = new Set<string>(['orderLine', 'quoteLine', 'priceEntry']);

/** More are not read. */
const NAMED_AT_MOST = 20;

/** What an undo or redo brought back, and what it left alone and why. */
export function undoneResult(ctx: CommandContext, done: Undone, verb: Phrase): CommandResult {
  const zh = ctx.locale === 'zh';
  if (done.later !== undefined) {
    const n = numberText(done.later.records, ctx.locale);
    const sentence = zh
      ? `正在撤销整个导入，共 ${n} 处修改。完成后我会告诉你。`
      : `Undoing the whole import: ${n} changes. I tell you when it is done.`;
    return { reply: say(sentence), about: [] };
  }
  // Lines go with their document, prices with their book.
  const spoken = done.restored.filter((r) => !PARTS.has(r.entity));
  const restored = spoken.length > 0 ? spoken : done.restored;
  const named = restored.slice(0, NAMED_AT_MOST).map((r) => r.label);
  const names = named.join(zh ? '、' : ', ') + moreText(restored.length - named.length, ctx.locale);
  const nothing = zh ? '没有可以恢复原样的内容。' : 'Nothing could be taken back.';
  const sentence =
    done.restored.length === 0 ? nothing : zh ? `${verb.zh}：${names}。` : `${verb.en}: ${names}.`;
  const blocks: Block[] = [{ kind: 'text', text: sentence }];
  const lines = done.fields
    .filter((f) => f.field !== 'deleted')
    .slice(0, 30)
    .map((f) => `${f.label}: ${changeText(f, ctx.locale)}`);
  if (lines.length > 0) blocks.push({ kind: 'text', text: lines.join('\n') });
  for (const kept of done.kept.slice(0, 10)) {
    const field = (kept.name ?? FIELD_LABELS[kept.field])?.[ctx.locale];
    const who = kept.by === '' ? (zh ? '其他人' : 'someone else') : kept.by;
    blocks.push({
      kind: 'note',
      text: zh
        ? `${kept.label}${field === undefined ? '' : ` 的${field}`}保持不变：之后已被 ${who} 修改。`
        : `Left alone: ${kept.label}${field === undefined ? '' : `, ${field.toLowerCase()}`}, because ${who} changed it since.`,
    });
  }
  return {
    reply: replyOf(...blocks),
    about: done.restored.flatMap(({ entity, id, label }) =>
      isEntity(entity) ? [{ entity, id, name: label } as RecordRef] : [],
    ),
  };
}

/** What is not named any more. */
function moreText(count: number, locale: Locale): string {
  if (count <= 0) return '';
  const n = numberText(count, locale);
  return locale === 'zh' ? ` 等另外 ${n} 条记录` : ` and ${n} more`;
}
