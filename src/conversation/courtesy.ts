import { mayUse } from '../commands/permission.ts';
import type { Understanding } from '../commands/plan.ts';
import { type Block, type Locale, type Reply, replyOf, say } from '../reply/reply.ts';
import { dealsOf, firstExamples, usable } from './surface.ts';
import type { Turn } from './turn.ts';
import { PHRASES, problemText } from './wording.ts';

/** Hello: what to type first, with buttons that do it. */
export function welcome(turn: Turn): Reply {
  const { ctx } = turn;
  const zh = ctx.locale === 'zh';
  const examples = firstExamples(ctx);
  const blocks: Block[] = [
    {
      kind: 'heading',
      text: zh ? `你好，${ctx.actor.name}！我是 Parley。` : `Hello ${ctx.actor.name}, I am Parley.`,
    },
    {
      kind: 'text',
      text: zh
        ? '直接用一句话告诉我要做什么，例如：'
        : 'Tell me in a sentence what to do, for example:',
    },
    { kind: 'text', text: examples.map((e) => `• ${e}`).join('\n') },
  ];
  const whose = dealsOf(ctx);
  const buttons = [
    ...(usable(ctx, 'deal.log')
      ? [
          {
            label: zh ? '登记商机' : 'Log a deal',
            style: 'primary' as const,
            action: { kind: 'open-form' as const, command: 'deal.log', arguments: {} },
          },
        ]
      : []),
    ...(usable(ctx, 'pipeline.show')
      ? [
          {
            label: pipelineLabel(whose.owner === 'me', ctx.locale),
            action: { kind: 'run' as const, command: 'pipeline.show', arguments: whose },
          },
        ]
      : []),
    ...(usable(ctx, 'persona.list')
      ? [
          {
            label: zh ? '切换身份' : 'Act as…',
            action: { kind: 'run' as const, command: 'persona.list', arguments: {} },
          },
        ]
      : []),
    {
      label: zh ? '帮助' : 'Help',
      action: { kind: 'run' as const, command: 'help', arguments: {} },
    },
  ];
  return replyOf(...blocks, { kind: 'buttons', buttons });
}

function pipelineLabel(mine: boolean, locale: Locale): string {
  if (mine) return locale === 'zh' ? '我的管道' : 'My pipeline';
  return locale === 'zh' ? '销售管道' : 'Pipeline';
}

/** An honest "I did not understand", with the nearest commands to press. */
export function notUnderstood(turn: Turn, understood: Understanding): Reply {
  const { ctx } = turn;
  const { locale } = ctx;
  if (understood.problems.length > 0)
    return say(understood.problems.map((p) => problemText(p, locale)).join('\n'));
  switch (understood.otherwise) {
    case 'greeting':
      return say(PHRASES.greeting[locale]);
    case 'thanks':
      return say(PHRASES.thanks[locale]);
    case 'small-talk':
      return say(PHRASES.smallTalk[locale]);
    case 'unreal':
      return say(PHRASES.unreal[locale]);
    default:
      break;
  }
  if (ctx.actor.kind === 'customer') return say(PHRASES.customerUnknown[locale]);
  const nearest = understood.alternatives
    .flatMap(({ command }) => ctx.catalogue.find(command) ?? [])
    .filter((command) => mayUse(ctx.actor, command))
    .slice(0, 2);
  if (nearest.length === 0) return say(PHRASES.unknown[locale]);
  return replyOf(
    {
      kind: 'text',
      text: [PHRASES.unknown[locale], PHRASES.didYouMean[locale]].join(locale === 'zh' ? '' : ' '),
    },
    {
      kind: 'buttons',
      buttons: [
        ...nearest.map((command) => ({
          label: command.summary[locale].replace(/[.。]$/, '').slice(0, 70),
          action: { kind: 'run' as const, command: 'help', arguments: { topic: command.name } },
        })),
        {
          label: locale === 'zh' ? '帮助' : 'Help',
          action: { kind: 'run' as const, command: 'help', arguments: {} },
        },
      ],
    },
  );
}
