import { describeChanges } from '../../crm/history.ts';
import { type Reply, replyOf } from '../../reply/reply.ts';
import type { RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { idMention } from '../references.ts';
import { changeText } from './change-text.ts';

/** What this turn changed on the record it spoke of last: "D-12 Acme renewal: Value: $50,000 → $60,000". */
export async function changedReply(ctx: CommandContext, title: string): Promise<Reply> {
  const last = ctx.history.changes.at(-1);
  const fields = last === undefined ? [] : await describeChanges(ctx, [last]);
  const lines = fields.map((change) => changeText(change, ctx.locale));
  const text = ctx.locale === 'zh' ? `已更新 ${title}。` : `Updated ${title}.`;
  return replyOf({ kind: 'text', text: [text, ...lines].join('\n') });
}

/** A change was asked for, but not which: the form offers all of them. */
export function askWhatToChange(ctx: CommandContext, command: string, record: RecordRef): Reply {
  const zh = ctx.locale === 'zh';
  return replyOf(
    {
      kind: 'text',
      text: zh
        ? `${record.name} 要改什么？例如“改成6万”或“推迟到下个月”。`
        : `What shall I change on ${record.name}? Say it, like “make it 60k” or “push it to next month”.`,
    },
    {
      kind: 'buttons',
      buttons: [
        {
          label: zh ? '打开表单' : 'Open the form',
          action: { kind: 'open-form', command, arguments: { [record.entity]: idMention(record) } },
        },
      ],
    },
  );
}
