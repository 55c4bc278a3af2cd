import { z } from 'zod';
import { createLead as create } from '../../crm/leads.ts';
import { replyOf } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { leadButtons, leadFields, leadRef, leadTitle } from '../cards/lead-card.ts';
import { ownFieldsBlock } from '../cards/own-fields.ts';
import { defineCommand } from '../command.ts';
import { COMPANY, EMAIL, PHONE, SOURCE, SOURCES } from '../cues.ts';
import { email, phone, text } from '../parameters.ts';
import { idMention } from '../references.ts';

export const createLead = defineCommand({
  name: 'lead.create',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'lead', as: 'new' },
  summary: { en: 'Add a lead.', zh: '新建线索。' },
  parameters: z.object({
    name: text({
      label: { en: 'name', zh: '姓名' },
      question: { en: 'Who is the lead?', zh: '线索叫什么名字？' },
    }),
    company: text({ label: { en: 'company', zh: '公司' }, cues: COMPANY }).optional(),
    email: email({ label: { en: 'e-mail', zh: '邮箱' }, cues: EMAIL }).optional(),
    phone: phone({ label: { en: 'phone', zh: '电话' }, cues: PHONE }).optional(),
    source: text({
      label: { en: 'source', zh: '来源' },
      cues: SOURCE,
      wellKnown: SOURCES,
    }).optional(),
  }),
  examples: {
    en: [
      'new lead Jane Doe from Initech, jane@initech.com',
      'add lead Bob Lee, Hooli, came from the website',
      'new lead: Priya Shah, Acme, +1 415 555 0100, source webinar',
      'create a lead for Tom Riddle at Stripe',
      'got a lead from the trade show: Ann Lee, Globex',
      'lead: Gavin Belson, Hooli, gavin@hooli.com',
      'add a lead',
      'Please register a new lead named Maria García from Blue Harbor',
      'new lead Peter Gibbons (Initech) via LinkedIn',
      'we have a new lead, Monica Hall at Raviga',
      'inbound lead Sam Kim sam@kim.io',
      'log a new lead jared dunn, pied piper, referral',
      'put Lucius Fox in as a lead, Wayne Enterprises',
      'new prospect Art Vandelay from Vandelay Industries',
    ],
    zh: [
      '新线索 张伟 华为 13800138000',
      '新建线索李雷，小米，来源官网',
      '加个线索：韩梅梅，字节跳动，展会来的',
      '登记一条线索 王芳 wangfang@byd.com',
      '添加潜在客户刘洋，顺丰',
      '来了个新线索，陈静，云帆科技，朋友介绍',
      '录入线索 赵强 公司 美团 电话 13912345678',
      '新增一个线索 Jane Doe，Initech',
      '帮我记一个线索：孙丽，联想，百度推广',
      '新建线索',
      '官网来的线索，周杰，网易',
      '把马云加为线索，公司阿里巴巴',
    ],
  },
  patterns: {
    en: [
      "[<we>] [got|have|received|there is|there's|we've got] [<save>] [<a>] [new|fresh|hot|warm] <lead> [today|yesterday|this morning|this week|just now|just in|in] [for|called|named|:|-|,] {name#} [<origin>] [the|a|our]",
      "[<we>] [got|have|received|there is|there's|we've got] [<save>] [<a>] [new|fresh|hot|warm] <lead> [today|yesterday|this morning|this week|just now|just in|in] [for|called|named|:|-|,] {name#} (from|at|of|@|with|,|-|for|/) {company#} [<origin>] [the|a|our]",
      '[<save>] [<a>] [new|fresh|hot|warm] <lead> [today|yesterday|this morning|this week|just now|just in|in] [for|called|named|:|-|,] {name#} «(» {company#} «)» [<origin>] [the|a|our]',
      '[<save>] [<a>] [new|fresh|hot|warm] <lead> [today|yesterday|this morning|this week|just now|just in|in] [for|called|named|:|-|,] {name#} [,] (who|and|he|she|they) [works|working|is|work] (at|for|with|from) {company#} [<origin>] [the|a|our]',
      '[<we>] [got|have|received] [<save>] [<a>] [new|fresh|hot|warm] <lead> <origin> [the|a|our|an] (:|,|-|called|named) {name#}',
      '[<we>] [got|have|received] [<save>] [<a>] [new|fresh|hot|warm] <lead> <origin> [the|a|our|an] (:|,|-|called|named) {name#} (from|at|of|@|with|,|-|for) {company#}',
      '[<save>] [<a>] [new|fresh|hot|warm] <lead> (from|at|for) {company#} (:|,|-|called|named) {name#} [<origin>] [the|a|our]',
      '<save> {name#} [in] (as|to) [a|our|the|my] [new] (lead|leads|prospect|prospects) [from|at|of|@|,|for] [<origin>] [the|a|our]',
      '<save> {name#} [in] (as|to) [a|our|the|my] [new] (lead|leads|prospect|prospects) (from|at|of|@|,|for) {company#} [<origin>] [the|a|our]',
      '<save> {name#} (from|at|of|@|,) {company#} [in] (as|to) [a|our|the|my] [new] (lead|leads|prospect|prospects) [<origin>] [the|a|our]',
      '{name#} (from|at|of|@) {company#} is [a|our] [new] (lead|prospect) [<origin>] [the|a|our]',
      '[our|the|my|a] new <lead> (is|who is) {name#} [(from|at|of|@) {company#}] [<origin>] [the|a|our]',
      '<save> [<a>] [new|fresh|hot|warm] <lead>',
      '(new|fresh) <lead>',
      '[<save>] [<a>] [new|fresh|hot|warm] <lead> [for|called|named|:|-|,] {name#} {email} [,|-] (web {source=web}|website {source=website}|webinar {source=webinar}|linkedin {source=linkedin}|referral {source=referral}|trade show {source=trade show}|expo {source=expo}|conference {source=conference}|ads {source=ads}|google ads {source=google ads}|newsletter {source=newsletter}|partner {source=partner}|cold call {source=cold call}|inbound {source=inbound})',
    ],
    zh: [
      '[<建联>|<记>] [<个>] [一个|一位|一条|个|位|条] [新] [的] <线索> [叫|是|:|,] {name#} [,] [从|通过|在|经] [来的|过来的|获取的]',
      '[<建联>|<记>] [<个>] [一个|一位|一条|个|位|条] [新] [的] <线索> [叫|是|:|,] {name#} (,|:|是|在|来自|-|_|/) [公司是|公司|单位] {company#} [的|那边的] [,] [从|通过|在|经] [来的|过来的|获取的]',
      '[<建联>|<记>] [<个>] [一个|一位|一条|个|位|条] [新] [的] <线索> [叫|是|:|,] {name#} (,|-|_) {company#} (,|-|_) [从|通过|在|经] [来的|过来的|获取的]',
      '[<建联>|<记>] [<个>] [一个|一位|一条] [新] [的] <线索> [叫|是|:|,] {company#} 的 {name#} [,] [从|通过] [来的|过来的]',
      '[<建联>|<记>] [<个>] [一个|一位|一条|个|位|条] [新] [的] <线索>',
      '(来了|有|收到|接到|拿到|进来) [了] [<个>] [一个|一位|一条] [新] [的] <线索> [叫|是|:|,] {name#} [从|通过] [来的|过来的]',
      '(来了|有|收到|接到|拿到|进来) [了] [<个>] [一个|一位|一条] [新] [的] <线索> [叫|是|:|,] {name#} (,|在|来自|-|_) {company#} [,] [从|通过] [来的|过来的]',
      '[从|通过|在] (来的|过来的|拿到的|获取的|的|认识的) [新] <线索> [叫|是|:|,] {name#} [(,|在|来自|-|_) {company#}]',
      '[<把>] {name#} (加为|添加为|录为|录成|设为|加成|存为|存成|作为|保存为|加到|录入|登记为|记为) [<个>] [一个|一条] [新] <线索>',
      '[<把>] {name#} (加为|添加为|录为|录成|设为|加成|存为|存成|作为|保存为|加到|录入|登记为|记为) [<个>] [一个|一条] [新] <线索> (,|公司|公司是|-) {company#}',
      '[<把>] {company#} 的 {name#} (加为|添加为|录为|录成|设为|加成|存为|存成|作为|保存为|加到|录入|登记为|记为) [<个>] [一个|一条] [新] <线索>',
      '新 [的] <线索> [:|,|_|叫|是] {name#} [(,|_|-) {company#}]',
    ],
  },
  followUps: {
    en: [
      "[<we>] [got|have|received] [<save>] [<a>] [new|fresh|hot|warm] <lead> [today|yesterday|this morning] [<origin>] [the|a|our] (,|:|-|.) (it's|its|it is|he's|she's|that's) {name#} [(from|at|of|with) {company#}]",
    ],
    zh: [
      '有 [<个>] [新] [的] <线索> [帮忙|帮我|麻烦|请] <录一下> (,|:|_) {name#} [(,|_) [公司是|公司|单位是|单位] {company#}] [,|_] [从|通过|在] [来的|过来的]',
    ],
  },
  run: async (ctx, data) => {
    const { lead, twins } = await create(ctx, data);
    const zh = ctx.locale === 'zh';
    const title = leadTitle(lead);
    const twin = twins[0];
    return {
      reply: replyOf(
        { kind: 'text', text: zh ? `已新建线索 ${title}。` : `Added lead ${title}.` },
        leadFields(lead, ctx.locale),
        ...(await ownFieldsBlock(ctx, 'lead', lead)),
        ...(twin === undefined
          ? []
          : [
              {
                kind: 'note' as const,
                text: zh
                  ? `已有相似的线索：${leadTitle(twin)}。`
                  : `There is a similar lead already: ${leadTitle(twin)}.`,
              },
              {
                kind: 'buttons' as const,
                buttons: [
                  runButton(leadTitle(twin), 'lead.show', { lead: idMention(leadRef(twin)) }),
                ],
              },
            ]),
        ...leadButtons(ctx, lead),
      ),
      about: [leadRef(lead)],
    };
  },
});
