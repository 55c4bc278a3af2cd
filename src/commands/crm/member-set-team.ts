import { z } from 'zod';
import { getTeam, setTeam } from '../../crm/teams.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { person, text } from '../parameters.ts';

export const setMemberTeam = defineCommand({
  name: 'member.setTeam',
  risk: 'write',
  roles: ['admin'],
  summary: { en: 'Put a person into a team.', zh: '把成员分到团队。' },
  parameters: z.object({
    person: person({
      label: { en: 'person', zh: '成员' },
      question: { en: 'Who?', zh: '谁？' },
    }),
    team: text({
      label: { en: 'team', zh: '团队' },
      question: { en: 'Which team?', zh: '哪个团队？' },
    }),
  }),
  examples: {
    en: [
      'put Dana in the East team',
      'add Bob to team West',
      'move <@U042> to the Enterprise team',
      'Dana is in team East now',
      "Bob's team is West",
      'assign Priya to the APAC team',
    ],
    zh: [
      '把小王分到华东团队',
      '小李加入华南团队',
      '把 Dana 调到大客户团队',
      '张伟的团队是华东',
      '让 Bob 进华北团队',
    ],
  },
  patterns: {
    en: [
      '(put|add|move|assign|transfer|place|set) {person} [to|in|into|on|onto] [the] team {team}',
      '(put|add|move|assign|transfer|place) {person} (to|in|into|on|onto) [the] {team} team [now]',
      '{person} (is|joins|joined|moves|moved|goes|belongs) [now] [to|in|into|on] [the] team {team#} [now]',
      '{person} (is|joins|joined|moves|moved|goes|belongs) [now] [to|in|into|on] [the] {team#} team [now]',
      "{person} ('s|s) team (is|=|should be) [now] {team}",
    ],
    zh: [
      '[<把>] {person} (分到|加入|调到|放到|划到|加到|安排到|调入|转到|分配到|归到) {team} (团队|小组)',
      '[让] {person} (进|加入|去|进入) {team} (团队|小组)',
      '{person} 的 团队 (是|改成|改为|设为|换成) {team}',
    ],
  },
  run: async (ctx, { person: member, team: name }) => {
    const team = await getTeam(ctx, name);
    await setTeam(ctx, member.id, team);
    return {
      reply: say(
        ctx.locale === 'zh'
          ? `${member.name} 现在在 ${team.name} 团队。`
          : `${member.name} is now in the team ${team.name}.`,
      ),
      about: [member],
    };
  },
});
