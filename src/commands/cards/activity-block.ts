import type { AccountCard } from '../../crm/accounts.ts';
import { momentText, numberText, shortText } from '../../reply/format.ts';
import type { Block, Locale } from '../../reply/reply.ts';
import type { CommandContext } from '../context.ts';
import { KIND_LABELS } from '../labels.ts';

/** So much of a note is shown; all of it is kept, searched and exported. */
const SHOWN = 1000;

/** The latest activities, a line each. */
export function activityBlock(ctx: CommandContext, activities: AccountCard['activities']): Block[] {
  if (activities.length === 0) return [];
  const lines = activities.map((a) => {
    const kind = KIND_LABELS[a.kind]?.[ctx.locale] ?? a.kind;
    const said = a.summary === null ? '' : `: ${summaryText(a.summary, ctx.locale)}`;
    return `${momentText(a.at, ctx.actor.timeZone, ctx.locale)} · ${kind} · ${a.author}${said}`;
  });
  return [
    {
      kind: 'text',
      text: [ctx.locale === 'zh' ? '最近活动：' : 'Latest activity:', ...lines].join('\n'),
    },
  ];
}

/** What was noted; of a long note its beginning, and how long it is: a dictated page fits into no card. */
export function summaryText(summary: string, locale: Locale): string {
  const shown = shortText(summary, SHOWN);
  if (shown === summary) return summary;
  const length = numberText(summary.length, locale);
  return locale === 'zh'
    ? `${shown}（已保存全文，共 ${length} 字）`
    : `${shown} (all ${length} characters are kept)`;
}
