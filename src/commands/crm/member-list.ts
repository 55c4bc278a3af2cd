import { z } from 'zod';
import { getTeam, listMembers as list } from '../../crm/teams.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { moreNote } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import { ROLE_LABELS } from '../labels.ts';
import { choice, text } from '../parameters.ts';

export const listMembers = defineCommand({
  name: 'member.list',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: { en: 'List the people of the company.', zh: '列出公司成员。' },
  parameters: z.object({
    role: choice(
      {
        rep: { en: 'rep', zh: '销售' },
        manager: { en: 'manager', zh: '经理' },
        admin: { en: 'administrator', zh: '管理员' },
        support: { en: 'support agent', zh: '客服' },
        viewer: { en: 'viewer', zh: '只读成员' },
      },
      { label: { en: 'role', zh: '角色' } },
    ).optional(),
    team: text({ label: { en: 'team', zh: '团队' } }).optional(),
  }),
  examples: {
    en: [
      'list members',
      'who is on the East team?',
      'show all managers',
      'who are the administrators',
      'list people',
      'all reps',
      'who works here',
      'members of team Enterprise',
    ],
    zh: [
      '成员列表',
      '有哪些成员',
      '华东团队有谁',
      '列出所有经理',
      '管理员是谁',
      '公司有哪些人',
      '所有销售人员',
    ],
  },
  patterns: {
    en: [
      '[<list>] [all|the|our|of] [the|our] (members|people|users|colleagues|staff|everyone) [list|please|pls|of the company|here|in the company]',
      '[<list>] (all|the|our|all the|all our) {role}',
      '<list> [all|the|our] {role}',
      "(who is|who's|whos|who are) [on|in] [the|our|all] {team#} team",
      "(who is|who's|whos|who are) [on|in] [the] team {team#}",
      "(who is|who's|whos|who are) [the|our|all|an|a] {role}",
      '[<list>] [the|all] (members|people|reps) (of|in|on) [the] [team] {team#} [team]',
      'who works here',
    ],
    zh: [
      '[<看>] [一下] [我们|公司] [的] [有] [哪些|所有|全部|什么] [的] (成员|人|员工|同事|用户|人员) [列表|清单|有哪些|<尾>]',
      '[<看>] [一下] (所有|全部|有哪些|哪些是|谁是) [的] {role} [有哪些|是谁|<尾>]',
      '{role} (有哪些|是谁|有谁|都有谁)',
      '{team#} (团队|小组) [里|中] [都] (有谁|有哪些人|成员|有哪些成员|的成员)',
    ],
  },
  followUps: {
    en: [
      "(who is|who's|whos|who are) [all] (on|in) [the|our|my] (team|company|organization|organisation|crew) [with me]",
      "(who|whos|who's) (else) (is|works) [here|on the team|in the team]",
    ],
    zh: [
      '[我们|咱们|公司] (团队|公司|组|部门) [里|里面|中] [都|现在] (有谁|有哪些人|有什么人|有几个人|都有谁)',
    ],
  },
  run: async (ctx, { role, team }) => {
    const zh = ctx.locale === 'zh';
    const teamId = team === undefined ? undefined : (await getTeam(ctx, team)).id;
    const members = await list(ctx, { role, teamId });
    if (members.length === 0)
      return { reply: say(zh ? '没有这样的成员。' : 'Nobody like that.'), about: [] };
    const only = members.length === 1 ? members[0] : undefined;
    return {
      reply: replyOf(
        {
          kind: 'table',
          title: zh
            ? `${members.length} 位成员`
            : `${members.length} ${members.length === 1 ? 'person' : 'people'}`,
          columns: (zh
            ? ['姓名', '角色', '团队', '上级', '邮箱']
            : ['Name', 'Role', 'Team', 'Reports to', 'E-mail']
          ).map((label) => ({ label, align: 'left' as const })),
          rows: members
            .slice(0, 50)
            .map((m) => [
              m.name,
              ROLE_LABELS[m.role]?.[ctx.locale] ?? m.role,
              m.team?.name ?? '–',
              m.manager?.name ?? '–',
              m.email ?? '–',
            ]),
        },
        ...moreNote(members.length, 50, ctx.locale),
      ),
      about: only === undefined ? [] : [{ entity: 'member', id: only.id, name: only.name }],
    };
  },
});
