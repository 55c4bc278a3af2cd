import { z } from 'zod';
import { listAccounts as list } from '../../crm/accounts.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { accountTable } from '../cards/account-card.ts';
import { moreNote } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import { INDUSTRIES, INDUSTRY, REGION, REGIONS } from '../cues.ts';
import { person, text } from '../parameters.ts';

const ROWS = 25;

export const listAccounts = defineCommand({
  name: 'account.list',
  risk: 'read',
  roles: ['rep', 'support'],
  ownFields: { entity: 'account', as: 'filter' },
  summary: { en: 'List accounts.', zh: '列出客户。' },
  parameters: z.object({
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    industry: text({
      label: { en: 'industry', zh: '行业' },
      cues: INDUSTRY,
      wellKnown: INDUSTRIES,
    }).optional(),
    region: text({
      label: { en: 'region', zh: '地区' },
      cues: REGION,
      wellKnown: REGIONS,
    }).optional(),
  }),
  examples: {
    en: [
      'list my accounts',
      'my accounts',
      'show all accounts',
      'accounts in EMEA',
      "Dana's accounts",
      'which accounts do I own?',
      'accounts in the retail industry',
      'list our customers in DACH',
      'which customers do we have in Berlin',
      'how many accounts do we have',
      'retail customers',
      'accounts owned by <@U042>',
      'which companies are in logistics',
      'what clients does Marcus have',
      'all accounts pls',
    ],
    zh: [
      '列出我的客户',
      '我的客户',
      '所有客户',
      '有哪些客户',
      '华东的客户有哪些',
      '零售行业的客户',
      '小王的客户',
      '我名下的客户有哪些',
      '我们有多少客户',
      '列出制造业的客户',
      '客户列表',
      '看看华南地区的客户',
      '小李负责的客户有哪些',
    ],
  },
  patterns: {
    en: [
      '[<list>] [me] [all|the|of|our|all of] [the|our|my {owner=me}] [own] (<accounts>) [list] [in|from|across|based in|located in] [the] [region|area|industry|sector|market|space] [please|pls]',
      '[<list>] [all|the|our] [my {owner=me}] <accounts> (in|from|based in|located in|that are in|which are in) [the] {region#} [region|area|market] [please|pls]',
      '[<list>] [all|the|our] [my {owner=me}] <accounts> (in|from|of|that are in|which are in) [the] {industry#} (industry|sector|space|business|vertical)',
      "[<list>] [the|all] {owner#} ('s|s) <accounts> [in]",
      '[<list>] [the|all] <accounts> (of|owned by|assigned to|belonging to|that belong to) {owner#}',
      '[<list>] [the|all] <accounts> [that] {owner#} (owns|looks after|handles|manages)',
      '(which|what|how many) <accounts> (do i|have i|am i|i) {owner=me} [have|got|own|look after|handle|responsible for] [in]',
      '(which|what|how many) <accounts> (do we|have we|are there|do we all) [have|got|sell to|in total] [in|from] [the] [industry|sector|region]',
      '(which|what|how many) <accounts> (do we|have we|are there) [have|got] (in|from) [the] {region#}',
      '(which|what|how many) <accounts> (does|do) {owner#} (have|own|look after|handle|manage|got) [in]',
      '(which|what) [of] [our|my {owner=me}] <accounts> (are|sit) (in|from|based in) [the] [industry|sector|region]',
      '(which|what) [of] [our|my {owner=me}] <accounts> (are|sit) (in|from|based in) [the] {region#}',
      '(which|what) [of] [our|my {owner=me}] <accounts> (are|sit) in [the] {industry#} (industry|sector|space|business)',
      '<accounts> (are mine|of mine|that are mine|i own|that i own) {owner=me}',
    ],
    zh: [
      '[<看>] [一下] [我的 {owner=me}|我 {owner=me}|我们的|我们] [手上|名下|手里] [在] [的] [有] [哪些|什么|多少|几个|几家] [所有|全部] [的] <客户们> (<尾>)',
      '[<看>] [一下] (我的 {owner=me}|我 {owner=me}|我们的|所有|全部|所有的|全部的|哪些|有哪些|有什么|有多少) [名下的|手上的|手里的] [行业|地区|区域|大区] [的] <客户们>',
      '(列出|列一下|列下|列个) [一下] [我的 {owner=me}|我 {owner=me}] <客户们>',
      '[<看>] [所有|全部|目前|当前|我们|我们的] [在] [行业|地区|区域|大区|领域] [的] [有|有哪些|有多少] <客户们> (<尾>)',
      '[<看>] [所有|全部|我们|我们的] [在] (行业|地区|区域|大区|领域) [的] [有] [哪些|多少|几个|几家] <客户们>',
      '[<看>] [行业|地区|区域|大区] 的 [所有|全部] <客户们> [<尾>]',
      '(<看>|所有|全部|我们) {industry#} 行业 [的] [有] [哪些|多少] <客户们> [<尾>]',
      '(<看>|所有|全部|我们) {region#} (地区|区域|大区) [的] [有] [哪些|多少] <客户们> [<尾>]',
      '{industry#} 行业 [的] [有] (哪些|多少) <客户们>',
      '{region#} (地区|区域|大区) [的] [有] (哪些|多少) <客户们>',
      '[<看>] {owner#} (的|名下的|手上的|手里的|负责的|跟的|跟进的) [所有|全部] <客户们> [<尾>]',
      '[<看>] {owner#} (名下|手上|手里|负责|跟进) [有|了] (哪些|什么|多少|几个|几家) <客户们>',
      '[我们|现在|目前|一共|总共] [在] 有 (哪些|什么|多少|几个|几家) [行业|地区] [的] <客户们>',
      '哪些 <客户们> (是我的|归我|是我负责的|归我负责) {owner=me}',
      '<客户们> (列表|名单|清单|一览)',
    ],
  },
  run: async (ctx, { owner, ...filter }) => {
    const { accounts, count } = await list(ctx, { ...filter, ownerId: owner?.id }, ROWS);
    const zh = ctx.locale === 'zh';
    if (count === 0)
      return { reply: say(zh ? '没有符合条件的客户。' : 'No accounts match that.'), about: [] };
    const title = zh ? `${count} 个客户` : `${count} ${count === 1 ? 'account' : 'accounts'}`;
    const rows = accounts.map(({ id, name }) => ({ entity: 'account' as const, id, name }));
    return {
      reply: replyOf(accountTable(ctx, accounts, title), ...moreNote(count, ROWS, ctx.locale)),
      about: count === 1 ? rows : [],
      listed: rows,
    };
  },
});
