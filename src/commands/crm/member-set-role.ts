import { z } from 'zod';
import { setRole } from '../../crm/members.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { ROLE_LABELS } from '../labels.ts';
import { choice, person } from '../parameters.ts';

export const setMemberRole = defineCommand({
  name: 'member.setRole',
  risk: 'write',
  roles: ['admin'],
  summary: { en: 'Give a member another role.', zh: '修改成员角色。' },
  parameters: z.object({
    person: person({
      label: { en: 'person', zh: '成员' },
      question: { en: 'Whose role?', zh: '要改谁的角色？' },
    }),
    role: choice(
      {
        rep: { en: 'rep', zh: '销售' },
        manager: { en: 'manager', zh: '经理' },
        admin: { en: 'administrator', zh: '管理员' },
        support: { en: 'support agent', zh: '客服' },
        viewer: { en: 'viewer', zh: '只读成员' },
      },
      { label: { en: 'role', zh: '角色' }, question: { en: 'Which role?', zh: '改成什么角色？' } },
    ),
  }),
  examples: {
    en: [
      'make Dana a manager',
      'set Bob to support',
      'set role of <@U042> to admin',
      'Bob should be a rep',
      'promote Marcus to manager',
      'give Sarah admin rights',
      "change Tom's role to support",
      '<@U0993> is now a sales rep',
      'please change the role of Priya Patel to administrator',
      'demote Kevin to rep',
      'role for Lisa: manager',
      'make me an admin',
      'Dana is a support agent from today',
      'Grace needs viewer access',
      'give Ana the manager role',
    ],
    zh: [
      '把小王设为经理',
      '让 Dana 当管理员',
      '给 Dana 管理员权限',
      '<@U042> 的角色改成销售',
      '小李升为经理',
      '请将张伟的角色设置为客服',
      '把我设成管理员',
      'Bob 的角色改成 rep',
      '小陈以后是客服角色',
      '提升王芳为 manager',
      '小王改成经理',
      '把李雷降为销售',
      '给小赵只读权限',
    ],
  },
  patterns: {
    en: [
      '(make|set|promote|demote|turn|upgrade|downgrade|switch|change|move|appoint|put|assign|update) {person} [as|to|into|up to|down to|to be|in] [a|an|the|our] {role} [role|access|now|rights|user|permissions]',
      '(give|grant|assign|hand) {person} [the|a|an] {role} [role|access|rights|permissions|permission|privileges|status]',
      '(give|grant|assign) [the|a|an] {role} [role|access|rights|permissions|privileges] to {person}',
      '(set|change|update|switch|make) [the] role (of|for) {person} [to|as|=|:] [a|an|the] {role}',
      "(set|change|update|switch|make) {person} ('s|s') [user] (role|access|permission|permissions) [to|as|=|:|level] [a|an|the] {role}",
      '(remove|revoke|take|take away|strip|drop) [the|his|her] {*} (rights|access|role|permissions|privileges) (from|of|for) {person} [,|and|.|-] [and|then] (make|set|turn) (her|him|them|it) [to|into|back to] [a|an|the] {role}',
      '[the] role (for|of) {person} [:|is|=|should be] [a|an] {role}',
      "{person} (is|should be|becomes|will be|needs to be|'s|is now|should become|is becoming|should get|needs|gets|should have|wants|has to be) [now] [a|an|the|our] [new] {role} [role|now|access|rights|from today|from now on|permissions|starting today|going forward] [,|.|-|;] [please|pls|can you] [(change|update|set|adjust|fix) (it|that|this|the role|his role|her role|their role|the access|the permissions)]",
      "{person} ('s) role [is|should be|:] [now] [a|an] {role}",
    ],
    zh: [
      '[<把>] {person} [的] [角色|权限|身份] [现在|以后|提升|升级] (设为|设成|设置为|改成|改为|升为|升成|提升为|降为|降成|升级为|变成|换成|调整为|定为|提为|设置成|调为|更新为|改到|降级为|当|作为|升到) [<个>] {role} [角色|权限|<了>]',
      '(让|请|叫) {person} (当|做|担任|成为|作) [<个>] {role}',
      '(给|授予|赋予|开通) {person} [开|开通|分配|设置|加] [<个>] {role} [的] [权限|角色|身份]',
      '{person} [以后|现在|今后|从今天起] (是|当|做|担任|升|成为|变成) [<个>] {role} [角色|权限|<了>]',
      '(提升|提拔|任命|升|降) {person} (为|成|当|做|到) {role}',
      '{person} [的] (角色|权限) [是|为|:] {role}',
    ],
  },
  run: async (ctx, { person: member, role }) => {
    await setRole(ctx, member.id, role);
    const label = ROLE_LABELS[role]?.[ctx.locale] ?? role;
    return {
      reply: say(
        ctx.locale === 'zh'
          ? `${member.name} 现在是${label}。`
          : `${member.name} is now ${/^[aeiou]/.test(label) ? 'an' : 'a'} ${label}.`,
      ),
      about: [member],
    };
  },
});
