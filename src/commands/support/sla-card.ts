import type { Block, Locale } from '../../reply/reply.ts';
import { PRIORITIES, type SupportSettings } from '../../support/sla.ts';
import { minutesText } from '../cards/ticket-card.ts';
import { PRIORITY_LABELS } from '../labels.ts';

/** How many minutes a business day has. */
export function minutesOfDay({ hours: { opensAt, closesAt } }: SupportSettings): number {
  const minute = (time: string): number => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return hours * 60 + minutes;
  };
  return minute(closesAt) - minute(opensAt);
}

/** How soon tickets are answered and solved. */
export function slaTable(settings: SupportSettings, locale: Locale): Block {
  const zh = locale === 'zh';
  const columns = zh ? ['优先级', '首次回复', '解决'] : ['Priority', 'First reply', 'Resolution'];
  return {
    kind: 'table',
    title: zh ? '工单时限（按工作时间）' : 'Service levels, in business time',
    columns: columns.map((label) => ({ label, align: 'left' })),
    rows: PRIORITIES.map((priority) => [
      PRIORITY_LABELS[priority][locale],
      minutesText(settings.targets[priority].firstReply, settings, locale),
      minutesText(settings.targets[priority].resolution, settings, locale),
    ]),
  };
}

const DAYS = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
} as const;

/** `Mon, Tue, Wed, Thu, Fri, 09:00–17:00 (Europe/Berlin)`. */
export function hoursText({ hours }: SupportSettings, locale: Locale): string {
  const days = hours.days
    .map((day) => DAYS[locale][day - 1] ?? '')
    .join(locale === 'zh' ? '、' : ', ');
  const zone = locale === 'zh' ? `（${hours.timeZone}）` : ` (${hours.timeZone})`;
  return `${days}${locale === 'zh' ? '，' : ', '}${hours.opensAt}–${hours.closesAt}${zone}`;
}
