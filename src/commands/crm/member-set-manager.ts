import { z } from 'zod';
import { setManager } from '../../crm/teams.ts';
import { say } from '../../reply/reply.ts';
import { defineCommand } from '../command.ts';
import { person } from '../parameters.ts';

export const setMemberManager = defineCommand({
  name: 'member.setManager',
  risk: 'write',
  roles: ['admin'],
  summary: { en: 'Say to whom a person reports.', zh: '设置成员的上级。' },
  parameters: z.object({
    person: person({
      label: { en: 'person', zh: '成员' },
      question: { en: 'Who?', zh: '谁？' },
    }),
    manager: person({
      label: { en: 'manager', zh: '上级' },
      question: { en: 'To whom do they report?', zh: '向谁汇报？' },
    }),
  }),
  examples: {
    en: [
      'Dana reports to Maya',
      "set Bob's manager to Maya",
      'make Maya the manager of Dana',
      '<@U042> now reports to Maya',
      "Maya is Bob's manager",
      "Bob's boss is Maya",
    ],
    zh: [
      'Dana 向 Maya 汇报',
      '把小王的上级设为马丽',
      '小李的经理是马丽',
      '马丽是小王的上级',
      '小张汇报给马丽',
    ],
  },
  patterns: {
    en: [
      '{person} [now|should] (reports|report|answers) [directly] [now] to {manager} [now|from now on]',
      "(set|change|make|update) {person} ('s|s) (manager|boss|supervisor|lead) [to|=|as] {manager}",
      '(make|set) {manager} [as|to be] [the] (manager|boss|supervisor) (of|for) {person}',
      "{manager} (is|becomes|is now) {person} ('s|s) (manager|boss|supervisor) [now]",
      "{person} ('s|s) (manager|boss|supervisor) (is|should be|=) [now] {manager}",
    ],
    zh: [
      '{person} [现在|以后] (向|给|跟) {manager} 汇报',
      '{person} (汇报给|归|由) {manager} [管|管理|领导]',
      '[<把>] {person} 的 (上级|经理|主管|领导|老板|直属上级) (设为|设成|改成|改为|是|换成|为) {manager}',
      '{manager} 是 {person} 的 (上级|经理|主管|领导|老板|直属上级)',
    ],
  },
  run: async (ctx, { person: member, manager }) => {
    await setManager(ctx, member.id, manager);
    return {
      reply: say(
        ctx.locale === 'zh'
          ? `${member.name} 现在向 ${manager.name} 汇报。`
          : `${member.name} now reports to ${manager.name}.`,
      ),
      about: [member, manager],
    };
  },
});
