import { z } from 'zod';
import { reactivateMember as reactivate } from '../../crm/deactivation.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { ROLE_LABELS } from '../labels.ts';
import { person } from '../parameters.ts';

const BACK_EN =
  '(back in the company|back at the company|back in the team|back with us|back at work|back from leave|working here again|working with us again|with us again)';

export const reactivateMember = defineCommand({
  name: 'member.reactivate',
  risk: 'write',
  roles: ['admin'],
  summary: {
    en: 'Let somebody in again who was deactivated.',
    zh: '恢复已停用的成员。',
  },
  parameters: z.object({
    person: person({
      label: { en: 'person', zh: '成员' },
      question: { en: 'Who comes back?', zh: '恢复哪位成员？' },
      former: true,
    }),
  }),
  examples: {
    en: [
      'reactivate Jonas',
      'bring Jonas back',
      'Dana is back with us, reactivate her account',
      'give Kevin his access back',
      'enable the user Marcus again',
      "restore Grace's access",
      'reactivate <@U042>',
      'let Tom back in',
    ],
    zh: [
      '恢复林峰的账号',
      '重新启用 Dana',
      '让林峰回来',
      '小王复职了',
      '激活成员张伟',
      '把李雷的账号解冻',
      '恢复 <@U042> 的访问权限',
    ],
  },
  patterns: {
    en: [
      "(reactivate|re-activate|un-deactivate|undeactivate|unsuspend|un-suspend|unblock|unfreeze|re-enable|reenable|rehire|re-hire) [the] [user|member|person|colleague|account of|access of|login of] {person} ['s|s] [account|access|login|user account] [again|now|please]",
      '(activate|enable|reinstate) [the] (user|member|colleague|account of|access of|login of) {person} [again|now|please]',
      "(activate|enable) {person} ['s|s] [account|access|login] again [please]",
      "(restore|reinstate|enable|return|renew) {person} ('s|s) [parley] (access|login|user account|membership) [again|please]",
      '(restore|reinstate|renew) [the] (access|login|user account) (of|for|to) {person} [again|please]',
      '(bring|take|get|let) {person} back [in|into parley|to parley|to the team|to the company|on board] [again|please]',
      '(bring|let|take) back [the] [user|member|colleague] {person} [in|please]',
      '(give|grant) {person} [his|her|their|the] [parley] (access|login|account) [back|again]',
      '(give|grant) {person} back [his|her|their|the] [parley] (access|login|account)',
      '(undo|reverse|lift) the (deactivation|suspension) of {person}',
      `{person} is ${BACK_EN} [,|.|;|-|:] [please] [so] [(reactivate|re-enable|restore|activate|let) [him|her|them|the|his|their] [account|access] [again|in]]`,
      '{person} (has rejoined|rejoined|rejoins|is rejoining|has come back to|came back to|returned to|has returned to|comes back to) [us|the company|the team|our team]',
    ],
    zh: [
      '(恢复|重新开通|重新启用|重新激活|解冻|解封|激活|开回|还原) [成员|用户|同事|员工] {person} 的 [parley] (账号|帐号|账户|访问权限|权限|访问|登录权限) [<了>|吧]',
      '(重新启用|重新激活|解冻|解封|取消停用|撤销停用|重新开通) [成员|用户|同事|员工|账号] {person} [的账号|的帐号] [<了>|吧]',
      '(恢复|激活|启用) (成员|用户|同事|员工) {person} [的账号|的帐号] [<了>|吧]',
      '[<把>] {person} [的] [账号|帐号|账户|权限|访问权限] (重新启用|恢复|重新激活|解冻|解封|重新开通|恢复访问|激活) [一下|<了>|吧]',
      '(让|请|叫) {person} (回来|复职|回归|归队|重新加入) [吧|<了>]',
      '{person} [今天|已经|已|又] (复职|复职了|回来上班了|重新入职了|重新入职|归队了|返岗了|休假回来了|回归了) [,] [恢复|重新启用|激活] [他的|她的] [账号|帐号|权限] [吧]',
    ],
  },
  run: async (ctx, { person: member }) => {
    const { name, role, manager } = await reactivate(ctx, member.id);
    const label = ROLE_LABELS[role]?.[ctx.locale] ?? role;
    const zh = ctx.locale === 'zh';
    const under = manager === null ? '' : zh ? `，向 ${manager} 汇报` : `, reporting to ${manager}`;
    return {
      reply: say(
        zh
          ? `${name} 的账号已恢复，角色：${label}${under}。之前交接出去的工作仍归接手人。`
          : `${name} is active again as ${/^[aeiou]/.test(label) ? 'an' : 'a'} ${label}${under}. What was handed over stays with who has it now.`,
      ),
      about: [{ entity: 'member', id: member.id, name }],
    };
  },
});
