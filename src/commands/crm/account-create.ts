import { z } from 'zod';
import { createAccount as create } from '../../crm/accounts.ts';
import { replyOf } from '../../reply/reply.ts';
import { accountFields } from '../cards/account-card.ts';
import { alikeBlocks, doubtOfTwin, withoutTaken } from '../cards/twins.ts';
import { defineCommand } from '../command.ts';
import { DOMAIN, EMPLOYEES, INDUSTRY, OWNER, REGION, REGIONS } from '../cues.ts';
import { domain, person, text, wholeNumber } from '../parameters.ts';

export const createAccount = defineCommand({
  name: 'account.create',
  risk: 'write',
  roles: ['rep'],
  ownFields: { entity: 'account', as: 'new' },
  summary: { en: 'Add a company you sell to.', zh: '新建客户。' },
  parameters: z.object({
    name: text({
      label: { en: 'name', zh: '名称' },
      question: { en: 'What is the account called?', zh: '客户叫什么名字？' },
    }),
    domain: domain({ label: { en: 'domain', zh: '域名' }, cues: DOMAIN }).optional(),
    industry: text({ label: { en: 'industry', zh: '行业' }, cues: INDUSTRY }).optional(),
    employees: wholeNumber({
      label: { en: 'employees', zh: '员工数' },
      cues: EMPLOYEES,
      max: 10_000_000,
    }).optional(),
    region: text({
      label: { en: 'region', zh: '地区' },
      cues: REGION,
      wellKnown: REGIONS,
    }).optional(),
    owner: person({ label: { en: 'owner', zh: '负责人' }, cues: OWNER }).optional(),
  }),
  examples: {
    en: [
      'add account Globex',
      'new account Initech, domain initech.com, 200 employees',
      'create an account for Stripe',
      'Please set up a new account for Northwind Traders Inc in the retail industry',
      'new company Pied Piper',
      'add Cloudpeak Ltd as an account, owner Dana',
      'create acct Helvetia AG region DACH',
      'we have a new company called Bright Star Dental, 40 employees, add it',
      'new account',
      'put Massive Dynamic in the CRM as a new account',
      'register Oscorp as a customer, industry pharma, region APAC',
      'new client: Blue Harbor Logistics, industry shipping',
      'can you add Apple as an account? domain apple.com',
      'onboard a new customer Tyrell',
      'we need Brightloop in our accounts, domain is brightloop.io',
      'new company for the crm: Zephyr Robotics',
    ],
    zh: [
      '新建客户 华为',
      '添加客户云帆科技，行业软件',
      '新建客户：北京云帆科技有限公司',
      '添加客户 小米，行业消费电子，员工3万',
      '创建一个公司叫上海锐步物流，区域华东',
      '加个 account：Stripe，域名 stripe.com',
      '帮我把美的集团录为客户，行业制造业',
      '新客户 顺丰，负责人小王',
      '建个客户',
      '把 Globex GmbH 加为客户，500人',
      '新增公司 大疆',
      '录入一家新企业 联想',
    ],
  },
  patterns: {
    en: [
      '[need] {name#} (in|into) [the] (crm|system) as <a> [new] <account>',
      "[we|we've|i] [just] (signed up|landed|have|got|won|found) <a> new <account> (called|named|,|:|-) {name#} (,|-|.) [please] (add|add them|add it|create|log it|please add) [them|it] [as <a>] [new] [<account>]",
      '<log> [<a>] [new] <account> [for|in|into|to] [(the|our) (crm|system|records|list|database)] [please|pls] [for|called|named|:|-] {name#} [in|in the] [please|pls]',
      "[(we|i) (need|want|would like|should have|'d like)|need|want|get] {name#} [added|entered|set up|created] (in|into|to|as|among) (our|the|<a>) [new] (crm|system|accounts|account list|customers|customer list|books|database|records|<account>) [as <a> [new] <account>]",
      '<log> [<a>] [new] <account> [for|called|named|:|-] {name#} in [the] {industry#} (industry|sector|space|business)',
      '<log> [<a>] [new] <account>',
      '<log> {name#} [as|to] [<a>|the] [new] (<account>|accounts|customers|clients) [please]',
      "[there's|we have|we've|we|i've|i have] [got|landed|found] [<a>] new <account> [called|named|:|-|for] {name#} [add it|please add|add them|add it please|please add it|pls add]",
      '[new] <account> {name#} (,|-|.|;) [please|pls|can you|could you] (create|add|make|set up|register|log) (it|them|this|that|one|him) [please|pls]',
      'new <account>',
      '<account> (create|add|new|entry) [:|-] {name#}',
      '(need|i need|we need|i want|we want) [<a>] [new] <account> [for|called|named|:|-] {name#}',
      'put {name#} [in|into] [the] (crm|system) [as <a> [new] <account>]',
      'onboard [<a>] [new] <account> [called|named|:] {name#}',
      '(create|add|register|put|enter|save|include) {name#} (in|into|to|among|under) [the|our|my] [list of|new] (crm|system|accounts|account list|accounts list|customer list|customers|client list|clients|database|book of business)',
      "[we|we've|i|i've] [just|have] (signed up|signed|landed|won|gained|found|met|onboarded) {name#} as <a> [new] <account> [,|.|-|so] [please|pls] (create|add|set up|make|register|enter|open) [<a>|an|the|them] [as] [<a>|an] [new] [<account>]",
      '(add|register) {name#} as [our|<a>] [new] <account>',
      '<log> [<a>] [new] <account> [for|called|named|:|-] {name#} , [in] [the] {industry#} [,]',
      'new <account> [called|named|:|-] {name#} , {industry#} [,]',
    ],
    zh: [
      '[<把>|请] (给|帮|为|替) {name#} (<建>) [<个>] [新] (<客户>) [档案|账户|资料] [<吧>]',
      '(客户|公司|企业) {name#} (加一下|录一下|录入一下|新建一下|建一下|帮我加一下|加进来|录进来)',
      '<建> [<个>] [一个|一家|个|家] [新] [的] (客户|公司|企业|account|账户|客户公司|厂商|单位) [,] [是|叫|叫做|名字叫|名称是|名称|名字是|名叫|名为|:] {name#}',
      '<建> [<个>] [一个|一家|个|家] [新] [的] (客户|公司|企业|account) [是|叫|:] {name#} , [是|主要|他们] 做 {industry#} 的 [公司]',
      '[我们|今天|刚|最近] (来了|有|谈了|签了|拿下|拿下了|多了|开发了) [<个>] 新 (客户|公司|企业|account) [叫|是|名叫|:|,] {name#} [<录一下>]',
      '[我们|今天|刚|最近] 新 (来了|谈了|签了|拿下了|开发了|开了|签|开发) [<个>] (客户|公司|企业|account) [叫|是|名叫|:|,] {name#} [<录一下>]',
      '[有] [<个>] [新] (客户|公司|企业) [名字|名称] (叫|是|:|名叫) {name#} [,] [帮我|麻烦|请] <录一下>',
      '<建> [<个>] [新] [的] (客户|公司|企业|account) [,] [是|叫|:] {name#} (,|_) {industry#} 行业',
      '<建> [一下] {name#} (这家客户|这家公司|这个客户|这个公司|这家企业)',
      '(客户建档|新客户建档|新客户录入|客户录入|客户登记|新客户登记|建档) [一下|下] [:|,] {name#}',
      '新 (客户|公司|企业|account) [是|叫|:] {name#} (,|是) [是|主要] 做 {industry#} 的 [公司]',
      '<建> [<个>] [一个|一家|个|家] [新] [的] (客户|公司|企业|account|账户)',
      '新 (客户|公司|企业|account) [是|叫|:] {name#} [录一下|加一下|建一下|录入系统|入库]',
      '[<把>] {name#} (录为|加为|添加为|建为|录入为|设为|登记为|建成|加到|添加到|录到|加进|放进|录进|存进|录成|加成|存成|存为|建成|收录为|登记成|add成|add 成|add到|作为) [新] [客户|公司|账户|account|客户列表|系统|我们的客户] [里|中] [录入]',
      '[<把>] {name#} (加进来|录进来|录入系统|加到系统|录到系统) [作为客户|当客户]',
      '新 (客户|公司|企业|account) [是|叫|:] {name#} (,|_) {industry#} (行业|业) [,]',
      '[<建>] [<个>] [新] [的] (客户|公司|企业) [,|是|叫|:] {name#} (,|_) {industry: (零售|制造|医药|医疗|教育|金融|银行|保险|物流|餐饮|地产|房地产|互联网|软件|能源|化工|农业|建筑|汽车|电子|服装|食品|通信|传媒|旅游|酒店|电商|半导体) [业|行业]} [,]',
      '[新] (客户|公司|企业) [帮我|麻烦|请] (<录一下>) [:|,|叫|是] {name#}',
    ],
  },
  followUps: {
    en: [
      '{name#} (is|becomes) (a|an|our|another) [brand] new <account> [of ours|for us] [,|.|-] [please|pls] [(add|create|log|save) (it|them)] [please|pls]',
      "[we|we've|i|i've] [have] [just] (picked up|brought on|brought in|gained|onboarded|took on|taken on|signed|signed up|landed|got|won) <a> [brand] new <account> [called|named|,|:|-] {name#} (,|.|-|and|so) [please|pls|can you|could you|can we] (create|open|add|set up|make|enter|log) [the|an|their|them|it|a] [new] [account|customer|record|client] [for them] [please|pls]",
    ],
    zh: [
      '<建> (一下|下) [新] [的] (客户|公司|企业|account) [,|是|叫|:] {name#}',
      '{name#} 是 [我们] [的] [一个|一家|个|家] 新 [的] (客户|公司|企业) [,] [帮我|请] [<录一下>]',
    ],
  },
  doubt: (ctx, data) => doubtOfTwin(ctx, 'account', { name: data.name, domain: data.domain }),
  run: async (ctx, { owner, ...said }) => {
    const { data, note } = await withoutTaken(ctx, 'account', said);
    const account = await create(ctx, { ...data, ownerId: owner?.id }, { namesake: true });
    const name = String(account.name);
    const text =
      ctx.locale === 'zh'
        ? `已新建客户 ${name}（A-${String(account.number)}）。`
        : `Added account ${name} (A-${String(account.number)}).`;
    return {
      reply: replyOf(
        { kind: 'text', text },
        ...(await accountFields(ctx, account.id)),
        ...note,
        ...(await alikeBlocks(ctx, 'account', { id: account.id, name })),
      ),
      about: [{ entity: 'account', id: account.id, name }],
    };
  },
});
