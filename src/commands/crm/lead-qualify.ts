import { z } from 'zod';
import { qualifyLead as qualify } from '../../crm/leads.ts';
import { replyOf } from '../../reply/reply.ts';
import { leadButtons, leadFields, leadRef, leadTitle } from '../cards/lead-card.ts';
import { defineCommand } from '../command.ts';
import { flag, record, text } from '../parameters.ts';

export const qualifyLead = defineCommand({
  name: 'lead.qualify',
  risk: 'write',
  roles: ['manager'],
  summary: { en: 'Approve a lead as worth it, or turn it down.', zh: '审批线索：合格或不合格。' },
  parameters: z.object({
    lead: record('lead', {
      label: { en: 'lead', zh: '线索' },
      question: { en: 'Which lead?', zh: '哪条线索？' },
    }),
    approve: flag({
      label: { en: 'approved', zh: '通过' },
      question: { en: 'Is the lead qualified?', zh: '这条线索合格吗？' },
    }),
    reason: text({
      label: { en: 'reason', zh: '原因' },
      cues: {
        en: ['reason', 'reason is', 'because', 'due to', 'because of'],
        zh: ['因为', '原因', '原因是', '由于', '理由', '理由是'],
      },
      rest: true,
    }).optional(),
  }),
  examples: {
    en: [
      'qualify lead Jane Doe',
      'qualify L-3',
      'approve the Bob Lee lead',
      'reject lead Tom Riddle, no budget',
      'lead L-4 is not qualified because they are too small',
      'mark lead Priya Shah as qualified',
      'disqualify lead L-9',
      'turn down the Initech lead - wrong region',
      'lead Gavin Belson is qualified',
      'unqualified: lead L-5, student project',
      'the Hooli lead is good, approve it',
    ],
    zh: [
      '线索张伟合格',
      '通过线索 L-3',
      '批准线索李雷',
      '驳回线索韩梅梅，没有预算',
      '线索 L-4 不合格，公司太小',
      '把线索王芳标为合格',
      '线索刘洋不通过，因为地区不对',
      '线索 L-9 判为不合格',
      '拒绝线索赵强',
    ],
  },
  patterns: {
    en: [
      '(qualify|approve) [the] [<lead>] {lead} [lead] {approve=true} [(,|-|because|bc|b/c|cuz|since|as|:) {reason}]',
      '(approve|accept|greenlight|ok|okay|pass) [the] <lead> {lead} {approve=true} [(,|-|because|bc|b/c|cuz|since|as|:) {reason}]',
      '(approve|accept|greenlight|ok|okay|pass) [the] {lead} lead {approve=true} [(,|-|because|bc|b/c|cuz|since|as|:) {reason}]',
      '(approve|accept|greenlight|ok|okay|pass) {lead#} {approve=true} [(,|-|because|bc|b/c|cuz|since|as|:) {reason}]',
      '(approve|qualify) (it|him|her|them) {lead=it} {approve=true} [(,|-|because|bc|b/c|cuz|since|as|:) {reason}]',
      '(disqualify|reject|decline|turn down|refuse|dismiss|bin|junk|unqualify|deny) [the] <lead> {lead} {approve=false} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:|for) {reason}]',
      '(disqualify|unqualify) [the] {lead} [lead] {approve=false} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:|for) {reason}]',
      '(reject|decline|turn down|refuse|dismiss|bin|junk|deny) [the] {lead} lead {approve=false} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:|for) {reason}]',
      "[<mark>] [the] <lead> {lead} [is|as|to|'s|=] [now|a] (qualified|approved|accepted|good|a good one|worth it|sql) {approve=true} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:) {reason}]",
      "[<mark>] [the] {lead} lead [is|as|to|'s|=] [now|a] (qualified|approved|accepted|good|a good one|worth it) {approve=true} [(,|-|.|because|bc|b/c|cuz|since|as|:) {reason}]",
      "[<mark>] [the] <lead> {lead} [is|as|to|'s|=] [now|a] (unqualified|not qualified|disqualified|rejected|not approved|bad|junk|not worth it|not a fit|no fit|a bad fit|spam) {approve=false} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:) {reason}]",
      "[<mark>] [the] {lead} lead [is|as|to|'s|=] [now|a] (unqualified|not qualified|disqualified|rejected|not approved|bad|junk|not worth it|not a fit|no fit|spam) {approve=false} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:) {reason}]",
      '<mark> {lead#} [as|to|=] (qualified|approved) {approve=true} [(,|-|because|bc|b/c|cuz|since|as|:) {reason}]',
      '<mark> {lead#} [as|to|=] (unqualified|not qualified|disqualified|rejected) {approve=false} [(,|-|because|bc|b/c|cuz|since|as|:) {reason}]',
      '(unqualified|not qualified|disqualified) (:|-|,) [the] <lead> {lead} {approve=false} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:) {reason}]',
      '(unqualified|not qualified|disqualified) (:|-|,) {lead#} {approve=false} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:) {reason}]',
      'the {lead} lead is (good|fine|ok) (,|-) [please] (approve it|qualify it|approve|qualify) {approve=true}',
      '(disqualify|unqualify|reject|decline|turn down|dismiss|bin|junk|deny) [<lead>] {lead#} {approve=false} {reason}',
      '[<lead>] {lead} (is|looks|looks like|seems|seems like) [like] [a|an] [really|very] (good|great|solid|hot|strong|real|legit) <lead> (,|-|.|:|so|and) [please] (approve|approve it|approve him|approve her|qualify|qualify it|qualify him|qualify her|accept it) {approve=true}',
      '[<lead>] {lead} (is|looks|looks like|seems|seems like) [like] [a|an] [really|very] (bad|poor|weak|dead|junk|useless|fake) <lead> (,|-|.|:|so|and) [please] (reject|reject it|reject him|reject her|disqualify|disqualify it|disqualify him|disqualify her|bin it|turn it down) {approve=false}',
      '(reject|disqualify|decline|turn down|dismiss|bin|deny) (him|her|them) {lead=it} {approve=false} [(,|-|.|because|bc|b/c|cuz|because of|due to|since|as|:|for) {reason}]',
    ],
    zh: [
      '[<把>] <线索> {lead} [标为|标成|标记为|判为|设为|改成|改为|是|算] [也|都] (审批通过|审核通过|已通过|合格|合格的|通过|有效|ok|没问题|可以) {approve=true} [了] [,] [予以|直接|给] [通过|批准|同意|可以通过] [了|吧] [(,|因为|原因是|由于) {reason}]',
      '(通过|批准|同意|审批通过|认可|核准) [一下] <线索> {lead} {approve=true} [(,|因为|原因是) {reason}]',
      '(通过|批准|同意|审批通过|认可|核准) {lead} [的|这条|那条] <线索> {approve=true} [(,|因为|原因是) {reason}]',
      '(通过|批准|审批通过|审核通过|核准) {lead: (它|他|她|这条|那条|这个|那个)} {approve=true} [了] [(,|因为|原因是) {reason}]',
      '(驳回|拒绝|否决|不通过|打回|淘汰) {lead: (它|他|她|这条|那条|这个|那个)} {approve=false} [了] [(,|因为|原因是|由于) {reason}]',
      '{lead} (这条|那条) (审批通过|合格|通过|有效) {approve=true} [了] [(,|因为|原因是) {reason}]',
      '{lead} (这条|那条) (审批不通过|不合格|不通过|无效|没价值) {approve=false} [了] [(,|因为|原因是) {reason}]',
      '{lead: (另一个|另一条|另外一个|第一个|第二个|第三个|第一条|第二条|第三条|它|他|她)} (不合格|不通过|无效|没价值) {approve=false} [了] [(,|因为|原因是) {reason}]',
      '{lead: (另一个|另一条|另外一个|第一个|第二个|第三个|第一条|第二条|第三条|它|他|她)} (审批通过|合格|通过|有效) {approve=true} [了] [(,|因为|原因是) {reason}]',
      '{lead} [这条|那条] <线索> (合格|通过|有效|可以) {approve=true} [了] [(,|因为|原因是) {reason}]',
      '[<把>] <线索> {lead} [标为|标成|标记为|判为|设为|改成|改为|是|算] [也|都] (审批不通过|审核不通过|没通过|不合格|不合格的|不通过|无效|无效的|作废|垃圾线索|没价值|不行) {approve=false} [了] [,] [直接|给] [驳回|拒绝|不通过|否掉] [了|吧] [(,|因为|原因是|由于) {reason}]',
      '(驳回|拒绝|否决|不通过|打回|淘汰|放弃) [一下] <线索> {lead} {approve=false} [(,|因为|原因是|由于) {reason}]',
      '(驳回|拒绝|否决|不通过|打回|淘汰|放弃) {lead} [的|这条|那条] <线索> {approve=false} [(,|因为|原因是|由于) {reason}]',
      '{lead} [这条|那条] <线索> (不合格|不通过|无效|没价值|不行) {approve=false} [(,|因为|原因是|由于) {reason}]',
    ],
  },
  followUps: {
    en: [
      '(qualified|approved) {lead=it} {approve=true} [(,|-|:|because|bc|since|as) {reason}]',
      '(not qualified|unqualified|disqualified|not a fit|no fit|not worth it) (,|-|.|:|because|bc|since|as) {reason} {lead=it} {approve=false}',
      '(not qualified|unqualified|disqualified) {lead=it} {approve=false}',
      '[<lead>] {lead} is [really|quite] a (good|great|solid|strong) (one|lead|fit) (,|-|.) [please] (qualify|approve) (it|him|her|them) {approve=true}',
      '(qualify|approve) [please|pls] {lead=it} {approve=true}',
      '(reject|disqualify|decline|turn down|bin) (it|that|this|that one|this one) {lead=it} {approve=false} [(,|-|:|because|bc|since|as) {reason}]',
    ],
    zh: [
      '{lead} (合格) {approve=true} [了] [,] [通过|批准|可以通过|同意] [了|吧]',
      '(合格|审批通过|审核通过|算合格) [了|的] {lead=它} {approve=true}',
      '(不合格|审批不通过|没价值|不算合格) [了|的] (,|因为|:) [因为|原因是] {reason} {lead=它} {approve=false}',
      '(不合格|审批不通过|不算合格) [了|的] {lead=它} {approve=false}',
      '{lead} (那条|这条) [<线索>] (不行|不合适|不靠谱) (,|因为) [因为|原因是] {reason} {approve=false}',
      '(通过|批准|审核通过|合格通过) [了|吧] {lead=它} {approve=true}',
      '{lead} (这条|那条|这个|那个) <线索> (可以|不错|没问题|靠谱|挺好|还行) (,) (通过|批准|同意|合格|审核通过) [了|吧|它] {approve=true}',
      '{lead} (那条|这条|那个|这个) <线索> (不用跟了|不跟了|不用跟进了|不跟进了|放弃了|放弃吧|不要了) [(,|因为) [因为|原因是] {reason}] {approve=false}',
      '{lead} [这条|那条|这个|那个] <线索> (驳回|拒绝|否掉|打回|否决) [吧|了|掉] [(,|因为) [因为|原因是] {reason}] {approve=false}',
    ],
  },
  run: async (ctx, { lead: ref, ...decision }) => {
    const lead = await qualify(ctx, ref.id, decision);
    const zh = ctx.locale === 'zh';
    const title = leadTitle(lead);
    const sentence = decision.approve
      ? zh
        ? `线索 ${title} 合格。`
        : `${title} is qualified.`
      : zh
        ? `线索 ${title} 不合格。`
        : `${title} is turned down.`;
    return {
      reply: replyOf(
        { kind: 'text', text: sentence },
        leadFields(lead, ctx.locale),
        ...leadButtons(ctx, lead),
      ),
      about: [leadRef(lead)],
    };
  },
});
