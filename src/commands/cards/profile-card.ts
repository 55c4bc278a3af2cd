import type { Profile } from '../../crm/members.ts';
import { type Locale, type Reply, replyOf } from '../../reply/reply.ts';
import { ROLE_LABELS } from '../labels.ts';

/** A person's own settings, in his language. */
export function profileReply({ locale }: { locale: Locale }, profile: Profile): Reply {
  const zh = locale === 'zh';
  return replyOf(
    { kind: 'text', text: profile.name },
    {
      kind: 'fields',
      fields: [
        { label: zh ? '角色' : 'Role', value: ROLE_LABELS[profile.role]?.[locale] ?? profile.role },
        { label: zh ? '语言' : 'Language', value: profile.locale === 'zh' ? '中文' : 'English' },
        { label: zh ? '时区' : 'Time zone', value: profile.timeZone },
      ],
    },
  );
}
