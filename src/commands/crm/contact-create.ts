import { z } from 'zod';
import { createContact as create } from '../../crm/contacts.ts';
import { replyOf } from '../../reply/reply.ts';
import { contactFields } from '../cards/contact-card.ts';
import { alikeBlocks, doubtOfTwin, withoutTaken } from '../cards/twins.ts';
import { defineCommand } from '../command.ts';
import { EMAIL, EMPLOYER, PHONE, TITLE, TITLES } from '../cues.ts';
import { email, phone, record, text } from '../parameters.ts';

export const createContact = defineCommand({
  name: 'contact.create',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'contact', as: 'new' },
  summary: { en: 'Add a person at an account.', zh: '新建联系人。' },
  parameters: z.object({
    name: text({
      label: { en: 'name', zh: '名称' },
      question: { en: "What is the contact's name?", zh: '联系人叫什么名字？' },
    }),
    account: record('account', { label: { en: 'account', zh: '客户' }, cues: EMPLOYER }).optional(),
    email: email({ label: { en: 'e-mail', zh: '邮箱' }, cues: EMAIL }).optional(),
    phone: phone({ label: { en: 'phone', zh: '电话' }, cues: PHONE }).optional(),
    title: text({ label: { en: 'title', zh: '职位' }, typical: TITLES, cues: TITLE }).optional(),
  }),
  examples: {
    en: [
      'add contact Jane Roe at Acme, jane@acme.com',
      'new contact Bob Lee, CTO of Globex',
      'add contact Jane Doe at Globex, jane@globex.com',
      'new contact: Miles Dyson, CTO, Cyberdyne',
      "there's a new guy at Hooli, Gavin Belson, CEO, add him",
      'save contact Peter Gibbons peter@initech.com +1 512 555 0188',
      'Please create a contact for Maria García, procurement manager at Blue Harbor Logistics GmbH',
      'add Sarah Connor to Cyberdyne as a contact',
      'add a contact',
      'new person at Stripe: Tom Riddle, 415-555-0142',
      'can you put Monica Hall in as a contact for Pied Piper',
      'Jared Dunn is our new contact at Pied Piper, email jared@piedpiper.com',
      'create contact Ann Lee phone 020 7946 0018',
      'Art Vandelay - buyer at Vandelay Industries - add to contacts pls',
      'add Lucius Fox, VP Engineering at Wayne',
    ],
    zh: [
      '新建联系人张伟，华为采购经理',
      '给 Acme 加个联系人 Jane，邮箱 jane@acme.com',
      '新增联系人李雷，华为，采购经理',
      '加个联系人 韩梅梅 hanmm@xiaomi.com',
      '小米新来的对接人叫张伟，电话13800138000，加一下',
      '把王芳加到字节跳动的联系人里',
      '创建联系人',
      '添加联系人 Jane Doe，Globex 的 CFO，jane@globex.com',
      '请帮我保存一位联系人：陈静，云帆科技，技术总监',
      '新联系人 赵强 顺丰 手机 13912345678',
      '刘洋是比亚迪的新联系人，职位是副总裁',
      '录入联系人孙丽，电话 13600001111',
      '加联系人李雷到华为',
    ],
  },
  patterns: {
    en: [
      '(add|create|new|save) [<a>] [new] <person> (at|for|to|in) {account}',
      "<save> {name#} [in] [as] [a|our|the] [new] [contact] (at|from|of|for|to|@|,) {account} [as a contact|as contact] (,|-|.|:|and) (he|she|they|who) ('s|is|are|'re) [now] [the|a|an|our|their] {title#}",
      "<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (from|at|of|@|with|,|-|for) {account} (,|-|.|and) (he|she|they|who) ('s|is|are|'re) [now] [the|a|an|our|their] {title#}",
      "<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (,|-|.|and) (he|she|they|who) ('s|is|are|'re) [now] [the|a|an|our|their] {title#} (at|of|for|from|@) {account}",
      "{name#} (at|of|from) {account} (,|-|.) (he|she|they|who) ('s|is|are|'re) [the|a|an|their] {title#} (,|-|.) [please|pls] (add|save) (him|her|them) [to contacts|as a contact|please|pls]",
      "<save> [<a>] [new] <person> (at|for|to|in) {account} (,|:|-|called|named) {name#} (,|-) (he|she|they|who) ('s|is|are|'re) [now] [the|a|an|our|their] {title#}",
      'add {name#} to {account}',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} [,|who|and|-] (works at|working at|works for|is at|employed by|belongs to) {account}',
      "<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (,|-|the|as|is) [the|a|an|our|their] {title#} (,|-|and|who) [he|she|who|they] (works|work|is|'s|working|employed) (at|for|with|by) {account}",
      "<save> {name#} [in] [as] [a|our|to|to our|to the] [new] (contact|contacts) (?|,|.|-|and) (he|she|they|who) (works|work|is|'s) (at|for|with|from) {account}",
      '<save> {email} as {name#} (at|from|of|@|with) {account}',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} [,] (who|and|he|she|they) [works|working|is|work] (at|for|with|from) {account} as [a|an|the|their] {title#}',
      '<save> {name#} (to|at|from|for|of|@) {account} (as a contact|as contact|as a new contact|as our contact) (,|-|:) [the|a|an] {title#}',
      '<save> {name#} (,|-) {title#} (at|of|from|,) {account}',
      '<save> {name#} (at|from|of) {account} [to contacts|as a contact|to the contacts]',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (from|at|of|@|with|,|-|for|to) {account}',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (,|-|is|as|the|/) [the|a|an|our|their] {title#} (at|of|for|from|@|,|-|/) {account} [<their>]',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (,|-|is|as|/) [the|a|an|our|their] {title#}',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (,|/) {account} (,|/) {title#}',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (at|from|of|@|with) {account} (,|as|-) [the|their] {title#}',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} [<their>]',
      '<save> [<a>] [new] <person>',
      "<save> [<a>] [<person>] {name#} [over|in] {account: there} [,|-|as|who is|(she|he) ('s|is)] [the|a|an|our|their] [{title#}]",
      '<save> [<a>] [new] <person> (at|for|to|in) {account} (,|:|-|called|named) {name#}',
      '<save> [<a>] [new] <person> (at|for|to|in) {account} (,|:|-|called|named) {name#} (,|-) {title#}',
      '<save> {name#} (to|at|from|for|of|@) {account} (as a contact|as contact|as a new contact|contacts|as our contact)',
      '<save> {name#} [in] [as] [a|our|the|to] [new] (contact|contacts) [at|for|of|from|to|in] {account}',
      '<save> {name#} [in] [as] [a|our|to|to my|to our|to the] [new] (contact|contacts)',
      '<save> {name#} (,|-|,the) {title#} (at|of|for|from|@) {account}',
      "[there's|there is|we have|we've got|we have got|met|got|they have] [<a>] (new|another) (<person>) (at|for|from|in) {account} (called|named|:|,|-) {name#} [add him|add her|add them|please add|add him please|pls add]",
      "[there's|there is|we have|we've got|we have got|met|got|they have] [<a>] (new|another) (<person>) (at|for|from|in) {account} (called|named|:|,|-) {name#} (,|-) [the|their] {title#} [add him|add her|add them|please add|pls add]",
      '{name#} is [our|the|my|a] new [main|primary|point of] contact (at|for|from|with) {account}',
      '{name#} (,|-|is) [the|a|their] {title#} (at|of|from|for) {account} [-|,] (add to contacts|add as contact|add him|add her|add them|save as contact|please add|add to contacts pls|save contact|add as a contact|save him|save her)',
      '{name#} (at|of|from) {account} [-|,] (add to contacts|add as contact|add him|add her|add them|save as contact|add as a contact|save contact)',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} (,|-|is|as|the|/) [the|a|an|our|their] {title#} (at|@) {account} [<their>]',
      '<save> {name#} (,|-|, the) [the|a|an] {title#} (at|@) {account}',
      '<save> {name#} [in] as [a|our|the] [new] contact [at|for|in] {account: (there|them)}',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} {title: (vp|svp|evp|ceo|cto|cfo|coo|cmo|cio|ciso|director|head|president|founder|co-founder|chief|(senior|purchasing|procurement|sales|it|marketing|office|product|project|plant|operations|finance|account|general|regional) (manager|director|lead|head|buyer|engineer|analyst)) [ops|operations|sales|marketing|it|finance|engineering|product|hr|procurement|purchasing|legal|security|of (ops|operations|sales|marketing|it|finance|engineering|product|hr|procurement|purchasing|legal|security|supply chain|logistics|data|growth)]}',
      '<save> [<a>] [new] <person> [for|called|named|:|-|,] {name#} {title: (vp|svp|evp|ceo|cto|cfo|coo|cmo|cio|ciso|director|head|president|founder|co-founder|chief|(senior|purchasing|procurement|sales|it|marketing|office|product|project|plant|operations|finance|account|general|regional) (manager|director|lead|head|buyer|engineer|analyst)) [ops|operations|sales|marketing|it|finance|engineering|product|hr|procurement|purchasing|legal|security|of (ops|operations|sales|marketing|it|finance|engineering|product|hr|procurement|purchasing|legal|security|supply chain|logistics|data|growth)]} [at|of|from|for|@|,|-] {account}',
      '(contact|new contact) (:|-) {name#} , {title: (vp|svp|evp|ceo|cto|cfo|coo|cmo|cio|ciso|director|head|president|founder|chief|buyer|manager|(senior|purchasing|procurement|sales|it|marketing|office|product|project|plant|operations|finance|account|general|regional) (manager|director|lead|head|buyer|engineer|analyst)) [ops|operations|sales|marketing|it|finance|engineering|product|hr|procurement|purchasing|legal|security|of (ops|operations|sales|marketing|it|finance|engineering|product|hr|procurement|purchasing|legal|security|supply chain|logistics|data|growth)]} (,|at|of|from|@) {account}',
      '(contact|new contact) (:|-) {name#} (,|at|of|from|@) {account} , {title: (vp|svp|evp|ceo|cto|cfo|coo|cmo|cio|ciso|director|head|president|founder|chief|buyer|manager|(senior|purchasing|procurement|sales|it|marketing|office|product|project|plant|operations|finance|account|general|regional) (manager|director|lead|head|buyer|engineer|analyst)) [ops|operations|sales|marketing|it|finance|engineering|product|hr|procurement|purchasing|legal|security|of (ops|operations|sales|marketing|it|finance|engineering|product|hr|procurement|purchasing|legal|security|supply chain|logistics|data|growth)]}',
    ],
    zh: [
      '(联系人|对接人|新联系人) [是|叫|:|,] {name#} (,|是) {title#}',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|:|是|在|-) [公司是|公司|单位|客户] {account} (,|-|的) [职位是|职位|职务|title] [是] {title#}',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|:|是|-) {title#} (,|-) {account}',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|:|是|在|来自|到|给|-|_) [公司是|公司|单位|客户] {account}',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#}',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|是|职位) {title#}',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人)',
      '<建联> [<个>] [一个|一位|个|位] {account} [那边|这边] 的 [新] (联系人|contact|对接人|接口人) [叫|是|:|,] {name#} [(,|是|职位) {title#}]',
      '[给|在|为] {account} (<建联>) [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#}',
      '[给|在|为] {account} (<建联>) [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|是|职位) {title#}',
      '[<把>] {name#} (加到|添加到|录到|加入|放到|加进) {account} [的] [联系人] [里|中|名下] [联系人]',
      '[<把>] {name#} (加为|添加为|录为|录成|设为|加成|存为|存成|作为|保存为) {account} [的] [新] (联系人|contact|对接人)',
      '[<把>] {name#} (加为|添加为|录为|加成|存为|存成|录成|保存为|加到|存到) [新] (联系人|contact|对接人) [里]',
      '{account} [那边|这边] (有|来了|的|新来的|新来了|新的|新) [<个>] [一个|一位|位] [新来的|新的|新|的] (对接人|联系人|采购|负责人|接口人) (叫|是|:|,) {name#} [,] [加一下|录一下|记一下|帮我加一下|添加一下|存一下|加进来|录进来]',
      '[今天|刚|刚刚|我] (认识了|加了|结识了|碰到了|见到了) {account} 的 [新] [<个>] {title#} {name#} (加一下|录一下|存一下|加到联系人|存为联系人|录到联系人|存进系统|录进系统)',
      '{name#} 是 {account} [的] (新|新的) (联系人|对接人|接口人) [加一下|录一下]',
      '新 (联系人|对接人) [叫|是|:] {name#} (,|在|是) {account} (,|的) {title#}',
      '[新] (联系人|contact|对接人) (:|,|叫|是) {name#} [,] [帮我|麻烦|请] <录一下>',
      '<建联> [<个>] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} _ {account} _ {title#}',
      '<建联> [<个>] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (@|at) {account}',
      '新 (联系人|对接人) [叫|是|:] {name#} (,|在|是|_) {account}',
      '新 (联系人|对接人) [叫|是|:] {name#}',
      '<建联> {name#} 到 {account} [的] [联系人]',
      '<建联> {name#} (,|-) {account} 的 {title#}',
      '(加一下|添加一下|存一下|录一下|记一下|加上|保存一下|新增一下) [新] (联系人|对接人) [:|,] {name#} [,]',
      '(存一下|加一下|录一下|记一下|保存一下|存个|加个|添加) {account} 的 {name#} [,]',
      '<建联> [<个>] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|:|是|在|-|_) {account} {title: [采购|销售|市场|技术|财务|运营|人事|产品|研发|法务|副|总] (总监|经理|总经理|董事长|总裁|校长|院长|主任|主管|部长|处长|科长|会计|工程师|负责人|助理|顾问|总|老板|CEO|CTO|CFO|COO|VP)} [,]',
      '新 (联系人|对接人) [叫|是|:] {name#} (,|在|是|_) {account} {title: [采购|销售|市场|技术|财务|运营|人事|产品|研发|法务|副|总] (总监|经理|总经理|董事长|总裁|校长|院长|主任|主管|部长|处长|科长|会计|工程师|负责人|助理|顾问|总|老板|CEO|CTO|CFO|COO|VP)} [,]',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|_|是) {title: [采购|销售|市场|技术|财务|运营|人事|产品|研发|法务|副|总] (总监|经理|总经理|董事长|总裁|校长|院长|厂长|店长|行长|主任|主管|部长|处长|科长|会计|工程师|负责人|助理|顾问|老板|CEO|CTO|CFO|COO|VP)} [,]',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|:) [是|在] {account} 的 [{title#}]',
    ],
  },
  followUps: {
    en: [
      "<save> [<a>] [new] <person> (for|at|in|with|from|to) {account} [please|pls] (,|.|:|-|and|_) [the|her|his|their] name (is|'s|:|would be) {name#} [and|,|with] [his|her|their|the]",
      "[i|we|i've|we've] [just] (met|met with|ran into|got to know|spoke to|talked to) {name#} (at|from|of) {account} [today|yesterday|this morning|this afternoon|earlier|last week] (,|.|-|and|so|;) [please|pls|can you|could you] <save> (her|him|them) [in] [as a contact|as contact|as a new contact|to contacts|to the contacts] [(,|.|-|;|and) (he|she|they) ('s|is|are|'re) [the|a|an|our|their] {title#}]",
      '<save> [<a>] [new] <person> {account: there}',
      '<save> [<a>] [new] <person> [over] there (,|:|-|called|named|_) {name#} {account=there}',
      '<save> [<a>] [new] <person> [over] there (,|:|-|called|named|_) {name#} (,|-|as) [the|a|an|their] {title#} {account=there}',
    ],
    zh: [
      '[请|帮我] (录|加|添|记|存|新增|添加|新建|登记|保存) [一|一个|个|一位|位] (人|新人) [:|,] {name#} (,|_) {account} (,|_) {title#}',
      '[请|帮我] (录|加|添|记|存|新增|添加|新建|登记|保存) [一|一个|个|一位|位] (人|新人) [:|,] {name#} (,|_) {account} 的 {title#}',
      '<建联> [<个>] [一个|一位|个|位] [新] [的] (联系人|contact|对接人) [叫|是|:|,] {name#} (,|_|是) {title: [<职域>|副|总] (总监|经理|主管|负责人|主任|专员|工程师|顾问|部长|助理)}',
      '[客户] {account} [的] [新] (联系人|对接人) [叫|是|:|,|_] {name#} (,|_) [帮我|麻烦|请|帮忙] <录一下>',
      '[今天|刚|刚刚|我|昨天] [刚] (认识了|加了|结识了|碰到了|见到了|见了) {account} 的 [新] [<个>] {title: [<职域>|副|总] (总监|经理|总经理|董事长|总裁|校长|院长|厂长|主任|主管|部长|处长|科长|会计|工程师|负责人|助理|顾问|老板|CEO|CTO|CFO|COO|VP)} {name#} [,] [帮忙|帮我|麻烦|请] (加一下|录一下|存一下|记一下|加到联系人|存为联系人|录到联系人|存进系统|录进系统)',
    ],
  },
  doubt: (ctx, { account, name, email: address, phone: number }) =>
    doubtOfTwin(ctx, 'contact', { name, email: address, phone: number, accountId: account?.id }),
  run: async (ctx, { account, ...said }) => {
    const { data, note } = await withoutTaken(ctx, 'contact', said);
    const contact = await create(ctx, { ...data, accountId: account?.id });
    const name = String(contact.name);
    const text =
      ctx.locale === 'zh'
        ? `已新建联系人 ${name}（C-${String(contact.number)}）。`
        : `Added contact ${name} (C-${String(contact.number)}).`;
    return {
      reply: replyOf(
        { kind: 'text', text },
        ...(await contactFields(ctx, contact.id)),
        ...note,
        ...(await alikeBlocks(ctx, 'contact', { id: contact.id, name })),
      ),
      about: [
        { entity: 'contact', id: contact.id, name },
        ...(account === undefined ? [] : [account]),
      ],
    };
  },
});
