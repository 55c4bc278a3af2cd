import type { Undone } from '../../crm/undo.ts';
import { type Block, type Locale, replyOf, say } from '../../reply/reply.ts';
import type { CommandResult, RecordRef } from '../command.ts';
import { FIELD_LABELS } from '../labels.ts';
import { isEntity } from '../parameters.ts';
import { changeText } from './change-text.ts';

/** What an undo took back, and what it left alone. */
export function undoneText(done: Undone, locale: Locale): CommandResult {
  const zh = locale === 'zh';
  if (done.later !== undefined) {
    const n = new Intl.NumberFormat(locale).format(done.later.records);
    const sentence = zh
      ? `正在撤销整个导入，共 ${n} 处修改。完成后我会告诉你。`
      : `Undoing the whole import: ${n} changes. I tell you when it is done.`;
    return { reply: say(sentence), about: [] };
  }
  const names = named(
    done.restored.map((r) => r.label),
    locale,
  );
  const sentence =
    done.restored.length === 0
      ? zh
        ? '没有可以撤销的内容。'
        : 'Nothing could be taken back.'
      : zh
        ? `已撤销：${names}。`
        : `Undone: ${names}.`;
  const blocks: Block[] = [{ kind: 'text', text: sentence }];
  const lines = done.fields
    .filter((f) => f.field !== 'deleted')
    .slice(0, 30)
    .map((f) => `${f.label}: ${changeText(f, locale)}`);
  if (lines.length > 0) blocks.push({ kind: 'text', text: lines.join('\n') });
  for (const kept of done.kept.slice(0, 10)) {
    const field = FIELD_LABELS[kept.field]?.[locale];
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

const NAMED_MOST = 20;

function named(names: readonly string[], locale: Locale): string {
  const more = names.length - NAMED_MOST;
  const list = names.slice(0, NAMED_MOST).join(', ');
  if (more <= 0) return list;
  return locale === 'zh' ? `${list} 等 ${names.length} 条` : `${list} and ${more} more`;
}
