import { z } from 'zod';
import { actAs, findPersonByName } from '../../crm/members.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { type Command, defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { text } from '../parameters.ts';

/** Somebody of the demo company whom a person may play. */
export type Persona = { key: 'rep' | 'manager' | 'customer' | 'admin'; name: string };

const ROLE: Readonly<Record<Persona['key'], { en: string; zh: string }>> = {
  rep: { en: 'rep', zh: '销售' },
  manager: { en: 'manager', zh: '经理' },
  customer: { en: 'customer', zh: '客户' },
  admin: { en: 'administrator', zh: '管理员' },
};

const SWITCHING = {
  en: [
    '(act|acting|continue|log in|login|sign in|go on|play) as [the] {persona}',
    '(switch|change|swap) [persona|user|over|me|identity|role] (to|into) [the] {persona}',
    '(be|become) the {persona}',
    '(impersonate|pretend to be) [the] {persona}',
  ],
  zh: [
    '(切换成|切换为|切换到|换成|切成|切到|切为|变成|变身|变身为|换到|换作|扮演|演一下|假装是|冒充|模拟) [一下] {persona} [的] [身份|角色|视角|账号]',
    '(以|用) {persona} [的] (身份|角色|视角|账号) [继续|登录|操作|进入|来看|看看|看一下|看|说话|进来|演示]',
    '[把] 身份 (切换成|切换为|切换到|换成|切成|切到|变成|改成|设为|切为|为) {persona}',
  ],
};

/** The data directory was begun with records of somebody's own: the demo company did not move in. */
const NOBODY = {
  en: 'The demo company is not here: this data directory was begun with records of its own. To see it, start Parley on a new directory: PARLEY_DATA=./demo npm start',
  zh: '这里没有演示公司：这个数据目录里是你自己的记录。想看演示公司，请用新目录启动：PARLEY_DATA=./demo npm start',
} as const;

/** Those of the demo company who are members or contacts here. */
async function present(
  { tx, organization }: CommandContext,
  personas: readonly Persona[],
): Promise<Persona[]> {
  const found: Persona[] = [];
  for (const persona of personas)
    if ((await findPersonByName(tx, organization, persona.name)) !== null) found.push(persona);
  return found;
}

/**
 * The menu of the local page: whom to act as. Only an installation without credentials has these commands, because with them
 * anyone has anyone's rights.
 */
export function personaCommands(personas: readonly Persona[]): readonly Command[] {
  const list = defineCommand({
    name: 'persona.list',
    risk: 'read',
    roles: ['everyone'],
    summary: {
      en: 'Choose whom to act as (only on this local page).',
      zh: '选择扮演的身份（仅限本地页面）。',
    },
    parameters: z.object({}),
    examples: {
      en: [
        'act as',
        'switch user',
        'who can I act as?',
        'switch persona',
        'change persona',
        'let me be someone else',
      ],
      zh: ['切换身份', '换个身份', '我可以扮演谁', '切换用户', '换一个角色扮演', '切换人物'],
    },
    run: async (ctx) => {
      const there = await present(ctx, personas);
      if (there.length === 0) return { reply: say(NOBODY[ctx.locale]), about: [] };
      return {
        reply: replyOf(
          {
            kind: 'text',
            text:
              ctx.locale === 'zh'
                ? `你现在是 ${ctx.actor.name}。要以谁的身份继续？`
                : `You are ${ctx.actor.name}. Whom do you want to act as?`,
          },
          {
            kind: 'buttons',
            buttons: there.map((p) =>
              runButton(`${p.name} (${ROLE[p.key][ctx.locale]})`, 'persona.switch', {
                persona: p.name,
              }),
            ),
          },
        ),
        about: [],
      };
    },
  });
  const change = defineCommand({
    name: 'persona.switch',
    risk: 'read',
    roles: ['everyone'],
    summary: { en: 'Act as somebody of the demo company.', zh: '以演示公司某人的身份继续。' },
    parameters: z.object({
      persona: text({
        label: { en: 'persona', zh: '身份' },
        question: { en: 'Whom do you want to act as?', zh: '要以谁的身份继续？' },
      }),
    }),
    examples: {
      en: [
        'act as Maya Patel',
        'act as the manager',
        'switch to Dana Ruiz',
        'act as the customer',
        'be the administrator',
        'act as Alex Kim',
      ],
      zh: [
        '切换成 Maya Patel',
        '以经理身份继续',
        '扮演客户',
        '切换为管理员',
        '换成 Dana Ruiz',
        '以销售身份继续',
        '切换到客户视角',
        '用 Dana 的身份看看',
      ],
    },
    patterns: SWITCHING,
    run: async (ctx, { persona }) => {
      const said = persona.toLowerCase().replace(/^the\s+/, '');
      const known = personas.find(
        (p) =>
          p.name.toLowerCase() === said ||
          p.key === said ||
          ROLE[p.key].en === said ||
          ROLE[p.key].zh === said,
      );
      const person = await findPersonByName(ctx.tx, ctx.organization, known?.name ?? persona);
      if (person === null) {
        const there = await present(ctx, personas);
        const names = there.map(({ name }) => name).join(ctx.locale === 'zh' ? '、' : ', ');
        return {
          reply: say(
            there.length === 0
              ? NOBODY[ctx.locale]
              : ctx.locale === 'zh'
                ? `演示公司里没有“${persona}”，可以切换成：${names}。`
                : `Nobody in the demo company is called “${persona}”. You can act as ${names}.`,
          ),
          about: [],
        };
      }
      const as =
        person.kind === 'member'
          ? { memberId: person.id }
          : { customer: person.name, contactId: person.id };
      await actAs(ctx.tx, ctx.organization, ctx.identity, as, ctx.clock.now());
      const hint =
        ctx.locale === 'zh'
          ? '输入“帮助”看看能做什么。'
          : 'Type “help” to see what you can ask for.';
      return {
        reply: say(
          ctx.locale === 'zh'
            ? `你现在是 ${person.name}。${hint}`
            : `You are ${person.name} now. ${hint}`,
        ),
        about: [],
      };
    },
  });
  return [list, change];
}
