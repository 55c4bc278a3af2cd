import { z } from 'zod';
import { createTeam as create } from '../../crm/teams.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { text } from '../parameters.ts';

export const createTeam = defineCommand({
  name: 'team.create',
  risk: 'write',
  roles: ['admin'],
  summary: { en: 'Make a team.', zh: '新建团队。' },
  parameters: z.object({
    name: text({
      label: { en: 'name', zh: '名称' },
      question: { en: 'What is the team called?', zh: '团队叫什么？' },
      max: 80,
    }),
  }),
  examples: {
    en: [
      'create team East',
      'new team called Enterprise',
      'add a team: APAC',
      'make a team',
      'set up the West team',
    ],
    zh: [
      '新建团队华东',
      '创建一个团队，叫大客户',
      '加个团队：华南',
      '新建团队',
      '添加销售二组团队',
    ],
  },
  patterns: {
    en: [
      '<create> [a|the] [new] team [called|named|:|-|,] {name}',
      '<create> [a|the] [new] {name#} team',
      '<create> [a|the] [new] team',
      '(i|we) (need|want) [a|another|to] [create|make|add] [a] [new] team',
      'new team [called|named|:|-|,] {name}',
    ],
    zh: [
      '<建> [<个>] [新] [的] (团队|小组) [,] [叫|名叫|:|名称是|名为] {name}',
      '<建> [<个>] [新] {name#} (团队|小组)',
      '<建> [<个>] [新] (团队|小组)',
    ],
  },
  run: async (ctx, { name }) => {
    const team = await create(ctx, name);
    return {
      reply: say(
        ctx.locale === 'zh' ? `已新建团队 ${team.name}。` : `Added the team ${team.name}.`,
      ),
      about: [],
    };
  },
});
