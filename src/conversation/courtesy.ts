import { mayUse } from '../commands/permission.ts';
import type { Understanding } from '../commands/plan.ts';
import { type Block, type Reply, replyOf, say } from '../reply/reply.ts';
import type { Turn } from './turn.ts';
import { PHRASES, problemText } from './wording.ts';

/** Hello: what to type first, with buttons that do it. */
export function welcome(turn: Turn): Reply {
  const { ctx } = turn;
  const zh = ctx.locale === 'zh';
  const examples = firstExamples(turn);
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
  const usable = (name: string) =>
    ctx.catalogue.all.some((c) => c.name === name && mayUse(ctx.actor, c));
  const buttons = [
    ...(usable('deal.log')
      ? [
          {
            label: zh ? '登记商机' : 'Log a deal',
            style: 'primary' as const,
            action: { kind: 'open-form' as const, command: 'deal.log', arguments: {} },
          },
        ]
      : []),
    ...(usable('pipeline.show')
      ? [
          {
            label: zh ? '我的管道' : 'My pipeline',
            action: { kind: 'run' as const, command: 'pipeline.show', arguments: { owner: 'me' } },
          },
        ]
      : []),
    ...(usable('persona.list')
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

function firstExamples(turn: Turn): string[] {
  const { ctx } = turn;
  const first = ['deal.log', 'deal.list', 'deal.update', 'task.create', 'help', 'profile.update'];
  return first
    .flatMap((name) => {
      const command = ctx.catalogue.find(name);
      const example = command?.examples[ctx.locale][0];
      return command !== null && example !== undefined && mayUse(ctx.actor, command)
        ? [example]
        : [];
    })
    .slice(0, 4);
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
