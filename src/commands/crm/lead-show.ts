import { z } from 'zod';
import { getLead } from '../../crm/leads.ts';
import { replyOf } from '../../reply/reply.ts';
import { leadButtons, leadFields, leadTitle } from '../cards/lead-card.ts';
import { ownFieldsBlock } from '../cards/own-fields.ts';
import { defineCommand } from '../command.ts';
import { record } from '../parameters.ts';

export const showLead = defineCommand({
  name: 'lead.show',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'Show a lead.', zh: '查看线索。' },
  parameters: z.object({
    lead: record('lead', {
      label: { en: 'lead', zh: '线索' },
      question: { en: 'Which lead?', zh: '哪条线索？' },
    }),
  }),
  examples: {
    en: [
      'show lead Jane Doe',
      'show L-3',
      'open the lead from Initech',
      'what do we know about lead Bob Lee',
      'pull up the Priya Shah lead',
      'lead L-12',
      'status of lead Gavin Belson',
      "what's the source of lead L-4?",
      'lead details for Tom Riddle',
      'show me the Hooli lead',
    ],
    zh: [
      '看一下线索张伟',
      '查看线索 L-3',
      '打开华为那条线索',
      '线索李雷的详情',
      '线索 L-8',
      '韩梅梅这条线索什么情况',
      '看看 Jane Doe 的线索',
      '线索王芳的来源是什么',
    ],
  },
  patterns: {
    en: [
      '[<show>] [the|a|my|our] <lead> [called|named|:|from|for|of|at] {lead} [details|info|card|status]',
      '[<show>] [the|my|our] {lead} (lead|prospect) [details|info|card|status]',
      "(what do we know|what do you know|what have we got|what's known) about [the|our] <lead> {lead}",
      "(what's|whats|what is|how is|where is|where are we with) [the] [status|source|owner|state|email|phone|company] [of|with|on|for] [the|our] <lead> {lead} [at|now]",
      "(what's|whats|what is|how is) [the] [status|source|owner|state] [of|with|on] [the|our] {lead} lead",
      '[<show>] [the] (details|info|information|status|card) (of|for|on|about) [the|our] <lead> {lead}',
      '[<show>] [the] (details|info|information|status|card|everything|more) (of|for|on|about) [the|our] {lead} (lead|prospect)',
      "(how's|hows|how is|what about|where is|any news on|any update on) [the|our] {lead} (lead|prospect) [doing|going|at|looking|coming along]",
      '<lead> (details|info|card|status) (of|for|on|about|:) {lead}',
      '(is|was|has) [the] <lead> {lead} [been] [already|yet|now] (qualified|approved|converted|rejected|good) [yet|already|or not]',
      '(who|which rep) [owns|has|is on|is working on|works] [the] <lead> {lead}',
      "(what's|whats|what is) (up|new|happening|going on) (with|w/) [the|our] {lead} (lead|prospect)",
      "(what's|whats|what is) (up|new|happening|going on) (with|w/) [the|our] <lead> {lead}",
      '<show> {lead#}',
    ],
    zh: [
      '[<看>] [<把>] <线索> [:] {lead} [的] [详情|信息|情况|资料|状态|来源|负责人] [是|在] [什么|怎么样|谁|哪里] [<给看>]',
      '[<看>] [<把>] {lead} [的|这条|那条|这个|那个] <线索> [的] [详情|信息|情况|资料|状态|来源] [是] [什么|怎么样|什么情况|谁] [<给看>]',
      '<线索> {lead} (合格吗|合格了吗|合格没有|通过了吗|通过没|通过没有|转化了吗)',
      '{lead} (这条|那条|这个|那个) <线索> (什么情况|怎么样了|跟进得怎么样|到哪一步了|现在什么状态|情况如何)',
      '<线索> {lead} [现在|目前] (什么状态|在什么状态|是什么状态|什么阶段|啥情况|是谁在跟|谁在跟|什么情况|怎么样了|谁负责)',
    ],
  },
  followUps: {
    en: [
      "(what's|whats|what is) [the] (story|deal|latest|word|news|situation|scoop|status) (with|on|about|of) [the|our] {lead} (lead|prospect) [now|these days]",
    ],
    zh: [],
  },
  run: async (ctx, { lead: { id } }) => {
    const lead = await getLead(ctx, id);
    return {
      reply: replyOf(
        { kind: 'heading', text: leadTitle(lead) },
        leadFields(lead, ctx.locale),
        ...(await ownFieldsBlock(ctx, 'lead', lead)),
        ...leadButtons(ctx, lead),
      ),
      about: [
        { entity: 'lead', id, name: lead.name },
        ...(lead.account === null ? [] : [{ entity: 'account' as const, ...lead.account }]),
      ],
    };
  },
});
