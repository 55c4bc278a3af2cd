import { z } from 'zod';
import { updateAccount as update } from '../../crm/accounts.ts';
import { changedReply } from '../cards/changed.ts';
import { defineCommand } from '../command.ts';
import { DOMAIN, EMPLOYEES, INDUSTRY, OWNER, REGION, REGIONS } from '../cues.ts';
import { domain, person, record, text, wholeNumber } from '../parameters.ts';

export const updateAccount = defineCommand({
  name: 'account.update',
  risk: 'write',
  roles: ['rep'],
  summary: { en: 'Change an account.', zh: '修改客户。' },
  parameters: z.object({
    account: record('account', {
      label: { en: 'account', zh: '客户' },
      question: { en: 'Which account?', zh: '哪个客户？' },
    }),
    name: text({
      label: { en: 'name', zh: '名称' },
      cues: { en: ['new name', 'renamed to'], zh: ['新名称', '新名字'] },
    }).optional(),
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
      "set Acme's industry to retail",
      'Globex has 500 employees now',
      "change Globex's domain to globex.com",
      'rename account Initech to Initech Global',
      'set industry for Stripe to fintech',
      'Dana owns the Hooli account now',
      "change Northwind's region to EMEA",
      'please update the Blue Harbor account: industry logistics, 350 employees',
      'reassign Umbrella Corp account to me',
      "Apple's region should be APAC",
      'Notion domain is now notion.so',
      'Wayne Enterprises changed its name to Wayne Holdings Inc',
      'Pied Piper now has 85 staff',
      'move account Oscorp over to <@U042>',
      "update Tyrell's website to tyrell.io",
      'assign the Delta account to Priya',
    ],
    zh: [
      '把 Acme 的行业改成零售',
      'Globex 的负责人改成小王',
      '华为的行业改成通信',
      '小米现在有3.5万员工',
      '把客户云帆科技改名为云帆智能',
      'Acme 的域名更新为 acme.cn',
      '顺丰这个客户转给小王',
      '美的集团的区域改为华南',
      '客户大疆行业改成无人机，负责人换成我',
      '请更新字节跳动：行业互联网，员工10万',
      'Globex 公司更名为 Globex Global',
      '把联想客户分给小李',
      '京东的员工数改成5万',
    ],
  },
  patterns: {
    en: [
      '(change|set|update|make|edit|switch|correct|fix) [<the>] [<account>] {account} [<account>] [industry|sector|vertical] (industry|sector|vertical) [to|as|=|:|is] {industry#}',
      '(change|set|update|make|edit|switch|correct|fix) [<the>] (industry|sector|vertical) (of|for|on|at) [<the>] {account} [<account>] [to|as|=|:|is] {industry#}',
      '(change|set|update|make|edit|switch|correct|fix) [<the>] [<account>] {account} [<account>] (region|territory) [to|as|=|:|is] {region#}',
      '(change|set|update|make|edit|switch|correct|fix) [<the>] (region|territory) (of|for|on) [<the>] {account} [<account>] [to|as|=|:|is] {region#}',
      '(change|set|update|make|edit|switch|correct|fix) [<the>] [<account>] {account} [<account>] (domain|website|url|web site) [to|as|=|:|is] {domain}',
      '(change|set|update|make|edit|switch|correct|fix) [<the>] (domain|website|url) (of|for|on) [<the>] {account} [<account>] [to|as|=|:|is] {domain}',
      '(change|set|update|make|edit|correct|fix) [<the>] [<account>] {account} [<account>] (employees|employee count|headcount|size|number of employees|staff) [to|as|=|:|is] {employees} [employees|people]',
      '(change|set|update|make|edit|correct|fix) [<the>] (employees|employee count|headcount|size|number of employees|staff) (of|for|on|at) [<the>] {account} [<account>] [to|as|=|:|is] {employees} [employees|people]',
      '{account} [<account>] (has|have|is|employs|grew|went|is now|are now|now) [now|at|to|up to|around|about|have|has|down to] {employees} (employees|people|staff|headcount|folks|ppl|strong|heads) [now]',
      '{account} [<account>] (industry|sector|vertical) (is|should be|=|:) [now|actually] {industry#}',
      '{account} [<account>] (region|territory) (is|should be|=|:) [now|actually] {region#}',
      '{account} [<account>] [new|has a new] (domain|website|url) (is|should be|=|:|is now) [now|actually] {domain}',
      '{account} [<account>] (is|are) (in|in the) {industry#} (industry|sector|business) [now]',
      '{account} [<account>] moved to {domain}',
      '(rename) [<the>] <account> {account} (to|as) "?{name#}"?',
      '(rename) [<the>] {account} <account> (to|as) "?{name#}"?',
      '{account} [<account>] [has] (changed its name|changed their name|rebranded|renamed|renamed itself|rebranded itself|is now called|is now named|changed name|is being renamed) [to|as|itself] "?{name#}"?',
      '(change|set|update) [<the>] name (of|for) [<the>] {account} account (to|as) "?{name#}"?',
      '(change|set|update) [<the>] {account} account name (to|as) "?{name#}"?',
      '(assign|reassign|give|transfer|hand|move|pass) [over] [<the>] <account> {account} [over|off] (to) {owner}',
      '(assign|reassign|give|transfer|hand|move|pass) [over] [<the>] {account} <account> [over|off] [to] {owner}',
      '(change|set|update|switch|make) [<the>] [account] owner (of|for|on) [<the>] {account} <account> (to|as|=) {owner}',
      '(change|set|update|switch|make) [<the>] <account> owner (of|for|on) [<the>] {account} (to|as|=) {owner}',
      '(change|set|update|switch|make) [<the>] {account} [<account>] account owner (to|as|=) {owner}',
      '{owner} (owns|now owns|is taking over|takes over|will take over|is taking|will own|is the owner of|takes|will handle|has taken over|took over|manages|will manage) [<the>] {account} <account> [now|from now on|going forward]',
      '(update|edit|change) [<the>] <account> {account}',
      '(update|edit|change) [<the>] {account} <account>',
      '(update|edit) {account}',
    ],
    zh: [
      '[<把>] [客户|公司] {account} [这个客户|这家公司|公司] [的] (行业|所属行业) [<改>|是|属于] {industry#} [<了>]',
      '[<把>] [客户|公司] {account} [这个客户|这家公司|公司] [的] (区域|地区|大区) [<改>|是|在] {region#} [<了>]',
      '[<把>] [客户|公司] {account} [这个客户|这家公司|公司] [的] (域名|网站|网址|官网) [现在] [<改>|是] {domain} [<了>]',
      '[<把>] [客户|公司] {account} [这个客户|这家公司|公司] [的] (员工数|员工|人数|规模|员工人数|员工数量) [现在] [<改>|是|有|到] {employees} [人|名|个] [员工] [<了>]',
      '[客户|公司] {account} [这个客户|这家公司|公司] [现在|目前|已经] (有|是|达到|到) {employees} [个|名|多] (员工|人|个人|名员工) [<了>]',
      '[<把>] [客户|公司] {account} [客户|公司|这个客户|这家公司] [的] [名字|名称] (改名为|改名叫|更名为|改名成|重命名为|更名|改叫|更名成|改名) [<了>] {name}',
      '[<把>] [客户|公司] {account} [的] (名字|名称) (<改>) {name}',
      '[<把>] [客户] {account} [这个客户|这家公司|客户] [的] (负责人|owner|客户经理|销售|归属) [<改>|是] {owner} [<了>]',
      '[<把>] (客户) {account} (转给|分给|交给|移交给|分配给|给|指派给) {owner} [负责|跟]',
      '[<把>] {account} (这个客户|这家公司|这家客户|客户|公司|这个account|的客户) [以后] (转给|分给|交给|移交给|分配给|给|指派给|由) {owner} [负责|跟|跟进|来跟|来负责]',
      '(更新|修改|更新一下|修改一下|改一下) [客户|公司] {account} [的] [资料|信息|客户资料]',
    ],
  },
  run: async (ctx, { account, owner, ...data }) => {
    const row = await update(ctx, account.id, { ...data, ownerId: owner?.id });
    return {
      reply: await changedReply(ctx, String(row.name)),
      about: [{ ...account, name: String(row.name) }],
    };
  },
});
