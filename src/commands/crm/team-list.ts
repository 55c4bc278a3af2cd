import { z } from 'zod';
import { listTeams as list } from '../../crm/teams.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';

export const listTeams = defineCommand({
  name: 'team.list',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: { en: 'List the teams and who is in them.', zh: '列出团队和成员。' },
  parameters: z.object({}),
  examples: {
    en: [
      'list teams',
      'which teams do we have?',
      'show all teams',
      'our teams',
      'what teams are there',
      'teams',
    ],
    zh: ['有哪些团队', '团队列表', '列出所有团队', '看一下团队', '我们有几个团队'],
  },
  patterns: {
    en: [
      '[<list>] [all|the|our|of] [the|our] teams [list|please|pls|and who is in them|and their members]',
      '(which|what|how many) teams (do we have|are there|have we got|exist)',
    ],
    zh: [
      '[<看>] [一下] [我们|公司] [的] [有] [哪些|什么|几个|所有|全部] [的] (团队|小组) [<尾>]',
      '(团队|小组) (列表|清单|有哪些)',
    ],
  },
  run: async (ctx) => {
    const zh = ctx.locale === 'zh';
    const teams = await list(ctx);
    if (teams.length === 0)
      return {
        reply: say(
          zh
            ? '还没有团队：全公司是一个团队。管理员可以说“新建团队华东”。'
            : 'There are no teams: the company is one team. An administrator can say “create team East”.',
        ),
        about: [],
      };
    return {
      reply: replyOf({
        kind: 'table',
        title: zh
          ? `${teams.length} 个团队`
          : `${teams.length} ${teams.length === 1 ? 'team' : 'teams'}`,
        columns: [
          { label: zh ? '团队' : 'Team', align: 'left' },
          { label: zh ? '成员' : 'Members', align: 'left' },
        ],
        rows: teams.map((team) => [
          team.name,
          team.members.map((member) => member.name).join(', ') || '–',
        ]),
      }),
      about: [],
    };
  },
});
