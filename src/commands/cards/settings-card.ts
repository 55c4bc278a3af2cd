import type { OrganizationSettings } from '../../crm/context.ts';
import type { Block, Locale, Phrase } from '../../reply/reply.ts';
import { MONTHS, REP_SEES_LABELS, ROLE_LABELS } from '../labels.ts';

/** The organization's settings as fields. */
export function settingsFields(
  settings: OrganizationSettings & { newMemberRole: string },
  locale: Locale,
): Block {
  const values: readonly (readonly [Phrase, string])[] = [
    [{ en: 'Name', zh: '名称' }, settings.name],
    [{ en: 'Base currency', zh: '本位币' }, settings.baseCurrency],
    [{ en: 'Time zone', zh: '时区' }, settings.timeZone],
    [{ en: 'Language', zh: '语言' }, settings.locale === 'zh' ? '中文' : 'English'],
    [
      { en: 'Fiscal year starts', zh: '财年开始' },
      MONTHS[settings.fiscalYearStartMonth - 1]?.[locale] ?? '',
    ],
    [
      { en: 'Week starts', zh: '每周开始' },
      (settings.weekStartsOnSunday
        ? { en: 'Sunday', zh: '星期日' }
        : { en: 'Monday', zh: '星期一' })[locale],
    ],
    [{ en: 'A rep sees', zh: '销售可见' }, REP_SEES_LABELS[settings.repSees][locale]],
    [
      { en: 'Leads that are converted', zh: '可转化的线索' },
      (settings.qualifiedLeadsOnly
        ? { en: 'qualified ones only', zh: '仅合格线索' }
        : { en: 'all', zh: '全部' })[locale],
    ],
    [
      { en: 'New people are', zh: '新成员默认角色' },
      ROLE_LABELS[settings.newMemberRole]?.[locale] ?? settings.newMemberRole,
    ],
  ];
  return {
    kind: 'fields',
    fields: values.map(([label, value]) => ({ label: label[locale], value })),
  };
}
