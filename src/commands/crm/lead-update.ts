import { z } from 'zod';
import { updateLead as update } from '../../crm/leads.ts';
import { askWhatToChange, changedReply } from '../cards/changed.ts';
import { leadRef, leadTitle } from '../cards/lead-card.ts';
import { defineCommand } from '../command.ts';
import { COMPANY, EMAIL, OWNER, PHONE, SOURCE, SOURCES } from '../cues.ts';
import { LEAD_STATUS_LABELS } from '../labels.ts';
import { choice, email, person, phone, record, text } from '../parameters.ts';

export const updateLead = defineCommand({
  name: 'lead.update',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'lead', as: 'change' },
  summary: { en: 'Change a lead.', zh: '修改线索。' },
  parameters: z.object({
    lead: record('lead', {
      label: { en: 'lead', zh: '线索' },
      question: { en: 'Which lead?', zh: '哪条线索？' },
    }),
    name: text({ label: { en: 'name', zh: '姓名' } }).optional(),
    company: text({ label: { en: 'company', zh: '公司' }, cues: COMPANY }).optional(),
    email: email({ label: { en: 'e-mail', zh: '邮箱' }, cues: EMAIL }).optional(),
    phone: phone({ label: { en: 'phone', zh: '电话' }, cues: PHONE }).optional(),
    source: text({
      label: { en: 'source', zh: '来源' },
      cues: SOURCE,
      wellKnown: SOURCES,
    }).optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' }, cues: OWNER }).optional(),
    status: choice(
      { new: LEAD_STATUS_LABELS.new, working: LEAD_STATUS_LABELS.working },
      { label: { en: 'status', zh: '状态' } },
    ).optional(),
  }),
  examples: {
    en: [
      "set lead Jane Doe's company to Initech",
      'change the email of lead Bob Lee to bob@hooli.com',
      'assign lead L-3 to Dana',
      'give the Priya Shah lead to Marcus',
      "I'm working on lead Jane Doe",
      'mark lead L-4 as working',
      'lead L-7 source is referral',
      'update lead Tom Riddle phone +1 212 555 0101',
      'rename lead L-2 to Anne Lee',
    ],
    zh: [
      '把线索张伟的公司改成华为',
      '线索李雷的邮箱改为 lilei@xiaomi.com',
      '把线索 L-3 分给小王',
      '线索韩梅梅转给 Dana',
      '线索 L-4 我在跟进',
      '把线索王芳标为跟进中',
      '线索 L-7 来源改成官网',
      '线索刘洋的电话改成 13900001111',
    ],
  },
  patterns: {
    en: [
      "<change> [the] <lead> {lead} ('s|s|) [<to>]",
      '<change> [the] [email|phone|phone number|company|source|owner|name] (of|for|on) [the] <lead> {lead} [<to>|from]',
      "<change> [the] <lead> {lead} ('s|s) (email|phone|phone number|company|source|owner|e-mail) <to> [the]",
      "<change> [the] <lead> {lead} ('s|s|) company <to> {company}",
      '<change> [the] (company|employer) (of|for|on) [the] <lead> {lead} <to> {company}',
      '<change> [the] name (of|for|on) [the] <lead> {lead} <to> {name}',
      'rename [the] <lead> {lead} (to|as|->) {name}',
      '(assign|give|hand|hand over|reassign|pass|transfer|move|route|send) [the] <lead> {lead} [over] (to|->) {owner}',
      '(assign|give|hand|hand over|reassign|pass|transfer|move|route|send) [the] {lead} lead [over] (to|->) {owner}',
      "(i'm|i am|we're|we are|im|i) [now] (working on|working|following up with|following up on|on|contacting|started on|have started on|take|taking|will take) [the] <lead> {lead} {status=working}",
      "(i'm|i am|we're|we are|im) [now|already] (working on|working|following up with|following up on|on|contacting|in touch with) {lead: (it|him|her|them|that one|this one)} {status=working}",
      '[<mark>] [the] <lead> {lead} [as|to|is|status|=|in] [now] (working|in progress|being worked on|contacted|in contact|open) {status=working}',
      '[the|lead|his|her|their] source (is|was|=|:|should be) [a|an|the|our] {source}',
      '[<mark>] [the] <lead> {lead} [as|to|is|status|=|back] [back] [to] new {status=new}',
      "<lead> {lead} ('s|s|:|,|-|) [new] [email|phone|company|source|owner] [<to>]",
    ],
    zh: [
      '[<把>] <线索> {lead} 的 (邮箱|电话|手机|手机号|来源|公司|负责人|名字|姓名) <改>',
      '[<把>] <线索> {lead} 的 (公司|公司名|单位) <改> {company}',
      '[<把>] <线索> {lead} 的 (名字|姓名) <改> {name}',
      '[<把>] <线索> {lead} [的] [负责人] (分给|分配给|转给|交给|指派给|派给|给|转交给|改成|换成) {owner}',
      '[<把>] {lead} (这条|那条|的) <线索> (分给|分配给|转给|交给|指派给|派给|转交给) {owner}',
      '<线索> {lead} [我|我们] [正在|已经|开始|在] (跟进|跟进中|联系|跟进了|联系了|联系中|跟) [了] {status=working}',
      '[<把>] <线索> {lead} [的] [状态] (标为|标成|改成|改为|设为|标记为|变成) (跟进中|跟进|联系中|进行中) {status=working}',
      '[<把>] <线索> {lead} [的] [状态] (标为|标成|改成|改为|设为|标记为|变成) (新线索|新|未跟进) {status=new}',
      '<线索> {lead} [的] [来源] <改>',
      '[他|她|线索] [的] 来源 (是|为|:|改成|改为) {source}',
    ],
  },
  run: async (ctx, { lead: ref, owner, ...patch }) => {
    if (owner === undefined && Object.values(patch).every((value) => value === undefined))
      return { reply: askWhatToChange(ctx, 'lead.update', ref), about: [ref] };
    const lead = await update(ctx, ref.id, { ...patch, ownerId: owner?.id });
    return { reply: await changedReply(ctx, leadTitle(lead)), about: [leadRef(lead)] };
  },
});
