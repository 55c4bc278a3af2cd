import { z } from 'zod';
import { subscribe, unsubscribe } from '../../forecast/subscriptions.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { tellOf } from '../context.ts';
import { choice } from '../parameters.ts';
import { takeSnapshotAnswer } from './model-answers.ts';
import {
  SNAPSHOT_EXAMPLES,
  SNAPSHOT_PATTERNS,
  SUBSCRIBE_EXAMPLES,
  SUBSCRIBE_PATTERNS,
} from './quota-wording.ts';

const SEND = {
  weekly: { en: 'every Monday', zh: '每周一' },
  alerts: { en: 'alerts', zh: '预警' },
  never: { en: 'no more', zh: '不再发送' },
} as const;

export const subscribeToForecast = defineCommand({
  name: 'forecast.subscribe',
  risk: 'write',
  roles: ['rep'],
  summary: {
    en: 'Get the forecast every Monday, or be warned when it falls below quota or a key deal slips.',
    zh: '每周一接收预测，或在预测低于指标、关键商机推迟时收到提醒。',
  },
  parameters: z.object({
    send: choice(SEND, {
      label: { en: 'send', zh: '发送' },
      question: {
        en: 'The forecast every Monday, alerts only, or no more?',
        zh: '每周一发送预测，只要预警，还是不再发送？',
      },
      silent: true,
    }),
  }),
  examples: SUBSCRIBE_EXAMPLES,
  patterns: SUBSCRIBE_PATTERNS,
  run: async (ctx, { send }) => {
    const zh = ctx.locale === 'zh';
    const { timeZone } = ctx.organization;
    if (send === 'never') {
      await unsubscribe(ctx);
      const text = zh
        ? '好的，不再发送预测和预警。'
        : 'All right, I send you no more forecasts and alerts.';
      return { reply: say(text), about: [] };
    }
    await subscribe(ctx, send, tellOf(ctx));
    if (send === 'alerts') {
      const text = zh
        ? '好的。如果预测中值低于指标，或关键商机停滞、推迟，我会在这里提醒你，每件事只提醒一次。'
        : 'All right: I tell you here when the P50 falls below quota, or a deciding deal stalls or is pushed out. Each is told once.';
      return { reply: say(text), about: [] };
    }
    const text = zh
      ? `好的，每周一 9:00（${timeZone}）把本季度的预测发到这里。`
      : `All right: every Monday at 9:00 (${timeZone}) I post the forecast of the quarter here.`;
    return { reply: say(text), about: [] };
  },
});

export const takeSnapshot = defineCommand({
  name: 'forecast.snapshot',
  risk: 'write',
  roles: ['manager'],
  summary: {
    en: 'Take the snapshot of today now; it is taken every night anyway.',
    zh: '立即保存今天的管道快照（每晚也会自动保存）。',
  },
  parameters: z.object({}),
  examples: SNAPSHOT_EXAMPLES,
  patterns: SNAPSHOT_PATTERNS,
  run: takeSnapshotAnswer,
});
