import { z } from 'zod';
import {
  deactivateMember as deactivate,
  type Handover,
  planDeactivation,
  refuseHeir,
} from '../../crm/deactivation.ts';
import { type Locale, say } from '../../reply/reply.ts';
import { countsText } from '../cards/merge-card.ts';
import { defineCommand } from '../command.ts';
import { person } from '../parameters.ts';

const GIVE_EN =
  "[and|,|-|.|;|:] [please] (give|hand|hand over|transfer|pass|assign|reassign|move) [all] [of] [(her|his|their|the|all|everything|{*} 's) [open] [(deals|records|accounts|work|stuff|leads|tasks|things|pipeline)]] [over] (to|on to|onto) {to}";
const GO_EN =
  '[and|,|-|.|;|:] [all] [(her|his|their|the) [open]] (deals|records|accounts|work|everything|leads|tasks) (go|goes|should go|move|moves|pass) (to|on to) {to}';
const GIVE_ZH =
  '[,|并|并且|然后|、] [把|将] [他的|她的|其|名下|名下的|手上的|所有|全部] [所有|全部|未完成的] [工作|记录|商机|客户|单子|业务|东西|任务] [都|全部|全] (交给|转给|交接给|移交给|给|分给|转交给|移交) {to} [接手|负责|跟进]';

export const deactivateMember = defineCommand({
  name: 'member.deactivate',
  risk: 'destructive',
  roles: ['admin'],
  summary: {
    en: 'Somebody leaves: end the access, hand over the open work.',
    zh: '停用离职成员，并交接未完成的工作。',
  },
  parameters: z.object({
    person: person({
      label: { en: 'person', zh: '成员' },
      question: { en: 'Who leaves?', zh: '停用哪位成员？' },
    }),
    to: person({
      label: { en: 'hand over to', zh: '交接给' },
      question: { en: 'Who takes over?', zh: '由谁接手？' },
      cues: {
        en: ['hand over to', 'handing over to', 'give everything to', 'successor', 'replaced by'],
        zh: ['交接给', '移交给', '接手人', '接替人'],
      },
    }).optional(),
  }),
  examples: {
    en: [
      'deactivate Dana',
      'deactivate Dana and hand everything to Bob',
      'Dana has left the company',
      'Dana left, give her deals to Bob',
      "remove Dana's access",
      'offboard Kevin, his records go to Maya',
      'deactivate <@U042>, everything goes to <@U043>',
      'remove Tom from the company and give his accounts to Lisa',
      'disable the user Marcus',
      'Grace no longer works here',
    ],
    zh: [
      '停用 Dana',
      '停用 Dana，记录交给 Bob',
      '小王离职了',
      '小王离职了，把他的商机交给小李',
      '停用成员张伟，工作移交给王芳',
      '注销 Kevin 的账号',
      '李雷已经不在公司了',
      '取消小陈的访问权限，客户转给马丽',
      '停用 <@U042>，全部交接给 <@U043>',
    ],
  },
  patterns: {
    en: [
      `(deactivate|offboard|off-board|disable|deprovision|suspend) [the] [user|member|person|account of|access of|login of] {person} [now|please]`,
      `(deactivate|offboard|off-board|disable|deprovision|suspend) [the] [user|member|person|account of|access of] {person} ${GIVE_EN}`,
      `(deactivate|offboard|off-board|disable|deprovision|suspend) [the] [user|member|person|account of|access of] {person} ${GO_EN}`,
      `(remove|delete|kick|take) [the] [user|member|colleague] {person} (from|out of|off) (the company|parley|our company|the organization|the workspace|the crm)`,
      `(remove|delete|kick|take) [the] [user|member|colleague] {person} (from|out of|off) (the company|parley|our company|the organization|the workspace|the crm) ${GIVE_EN}`,
      `(remove|delete|revoke|end|cancel|cut|take away) {person} ('s|s) [parley] (access|login|user account|account access)`,
      `(remove|delete|revoke|end|cancel|cut) {person} ('s|s) [parley] (access|login|user account) ${GIVE_EN}`,
      `(remove|delete) [the] (user|member) {person}`,
      `{person} (has left|left|is leaving|leaves|quit|has quit|resigned|has resigned|was fired|was let go|is gone) [the company|us|our company] [now|today]`,
      `{person} (has left|left|is leaving|quit|has quit|resigned|has resigned|was let go|is gone) [the company|us] ${GIVE_EN}`,
      `{person} (has left|left|is leaving|quit|has quit|resigned|has resigned|was let go|is gone) [the company|us] ${GO_EN}`,
      `{person} (no longer works|does not work|doesn't work) (here|for us|with us) [any more|anymore]`,
    ],
    zh: [
      '(停用|禁用|注销|冻结) [成员|用户|同事|员工|账号] {person} [的] [账号|帐号|账户|权限|访问权限] [<了>|吧]',
      `(停用|禁用|注销|冻结) [成员|用户|同事|员工|账号] {person} [的] [账号|帐号|账户|权限|访问权限] ${GIVE_ZH}`,
      '(取消|收回|撤销|关闭|移除) {person} 的 [parley] (账号|帐号|访问权限|权限|登录权限)',
      `(取消|收回|撤销|关闭|移除) {person} 的 [parley] (账号|帐号|访问权限|权限|登录权限) ${GIVE_ZH}`,
      '(把|将) {person} [的账号|的帐号] (停用|禁用|注销|冻结) [<了>|掉|吧]',
      '{person} [已经|已|要|昨天|今天] (离职了|离职|走了|不干了|辞职了|辞职|不在公司了|离开公司了|不在这里工作了)',
      `{person} [已经|已|要|昨天|今天] (离职了|离职|走了|不干了|辞职了|辞职|不在公司了|离开公司了) ${GIVE_ZH}`,
    ],
  },
  asks: async (ctx, { person: member, to }) => {
    const plan = await planDeactivation(ctx, member.id);
    if (to !== undefined) {
      await refuseHeir(ctx, member, to.id);
      return null;
    }
    if (plan.work.length === 0) return null;
    const what = countsText(plan.work, ctx.locale);
    return {
      parameter: 'to',
      why:
        ctx.locale === 'zh'
          ? `${member.name} 名下还有 ${what}。`
          : `${member.name} still has ${what}.`,
    };
  },
  preview: async (ctx, { person: member, to }) => {
    const plan = await planDeactivation(ctx, member.id);
    return say(previewText(member.name, to?.name ?? null, plan, ctx.locale));
  },
  run: async (ctx, { person: member, to }) => {
    const moved = await deactivate(ctx, member.id, to?.id ?? null);
    const what = countsText(moved, ctx.locale);
    const zh = ctx.locale === 'zh';
    const went =
      to === undefined || what === ''
        ? ''
        : zh
          ? `${what} 已交给 ${to.name}。`
          : ` ${to.name} takes over ${what}.`;
    return {
      reply: say(
        zh
          ? `已停用 ${member.name}，不能再访问。${went}`
          : `${member.name} is deactivated and has no access any more.${went}`,
      ),
      about: to === undefined ? [] : [to],
    };
  },
});

function previewText(name: string, to: string | null, plan: Handover, locale: Locale): string {
  const { reports, manager } = plan;
  const what = countsText(plan.work, locale);
  if (locale === 'zh')
    return [
      `要停用 ${name} 吗？访问权限立即失效，历史记录中保留姓名。`,
      what === '' || to === null ? '' : `${what} 交给 ${to}。`,
      reports === 0 ? '' : `${reports} 位下属改为${manager ? `向 ${manager} 汇报` : '没有上级'}。`,
      '之后可以撤销。',
    ].join('');
  return [
    `Deactivate ${name}? The access ends at once; the name stays in the history.`,
    what === '' || to === null ? '' : ` ${to} takes over ${what}.`,
    reports === 0
      ? ''
      : ` ${reports === 1 ? '1 person who reports' : `${reports} people who report`} to ${name} will report to ${manager ?? 'nobody'}.`,
    ' You can undo it later.',
  ].join('');
}
