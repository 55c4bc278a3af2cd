import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { REGIONS } from '../cues.ts';
import { flag, money, person, text } from '../parameters.ts';
import { forecastPeriod } from './forecast-parameters.ts';
import { askWhose, setQuotaAnswer, showQuotasAnswer } from './quota-answers.ts';
import {
  SET_QUOTA_EXAMPLES,
  SET_QUOTA_FOLLOW_UPS,
  SET_QUOTA_PATTERNS,
  SHOW_QUOTA_EXAMPLES,
  SHOW_QUOTA_PATTERNS,
} from './quota-wording.ts';

export const setQuota = defineCommand({
  name: 'quota.set',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Set what a person, a team or the company is to win in a period.',
    zh: '设定个人、团队或公司在某个时间段的业绩指标。',
  },
  parameters: z.object({
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    period: forecastPeriod,
    value: money({
      label: { en: 'quota', zh: '指标' },
      question: { en: 'How much is the quota?', zh: '指标是多少？' },
    }),
    team: text({ label: { en: 'team', zh: '团队' }, wellKnown: REGIONS }).optional(),
    whole: flag({ label: { en: 'whole company', zh: '全公司' }, silent: true }).optional(),
    /** What is answered when it was not said: a person, a team, or the whole company. */
    whose: text({
      label: { en: 'whose quota', zh: '谁的指标' },
      question: { en: 'Whose quota?', zh: '谁的指标？' },
      silent: true,
    }).optional(),
  }),
  examples: SET_QUOTA_EXAMPLES,
  patterns: SET_QUOTA_PATTERNS,
  followUps: SET_QUOTA_FOLLOW_UPS,
  asks: askWhose,
  run: setQuotaAnswer,
});

export const showQuotas = defineCommand({
  name: 'quota.show',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'The quotas of a period.', zh: '某个时间段的业绩指标。' },
  parameters: z.object({
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    period: forecastPeriod.optional(),
  }),
  examples: SHOW_QUOTA_EXAMPLES,
  patterns: SHOW_QUOTA_PATTERNS,
  run: showQuotasAnswer,
});
