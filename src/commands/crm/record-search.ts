import { z } from 'zod';
import { lookUp } from '../../crm/lookup.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { defineCommand } from '../command.ts';
import { idMention } from '../execute.ts';
import { ENTITY_LABELS } from '../labels.ts';
import { text } from '../parameters.ts';

export const searchRecords = defineCommand({
  name: 'record.search',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: {
    en: 'Find anything by name, domain, e-mail, phone or number.',
    zh: '按名称、域名、邮箱、电话或编号查找。',
  },
  parameters: z.object({
    query: text({
      label: { en: 'search for', zh: '搜索内容' },
      question: { en: 'What shall I look for?', zh: '要找什么？' },
    }),
  }),
  examples: {
    en: [
      'find acme.com',
      'search for Jane',
      'search hooli',
      'find anything related to blockchain',
      'look for jane@globex.com',
      'search for accounts in Berlin',
      'do we have anything with "raviga" in it',
      'find smith',
      'look up +1 512 555 0188',
      'can you search the CRM for "enterprise plan"',
      'search everything for Wayne',
      'find records mentioning GDPR',
      'any record with globex.de?',
      'search logistics companies',
      'anyone called Kim in the system?',
    ],
    zh: [
      '搜索 张伟',
      '查找 acme',
      '搜一下云帆',
      '查找 hanmm@xiaomi.com',
      '搜索企业版',
      '帮我找找跟区块链有关的记录',
      '系统里有没有叫张伟的',
      'search 一下 Globex',
      '检索 物流',
      '找一下 13800138000',
      '请帮我搜索华东的客户',
      '搜 Jane',
      '有没有关于医疗的客户',
    ],
  },
  patterns: {
    en: [
      '(do we have|is there|are there|have we got|show me) (any|some|all) (record|records|entries|contacts|accounts|deals|companies) (matching|mentioning|containing|called|named|with|like) {query}',
      '(where|how) (can i find|do i find|would i find|to find) [anything about] {query}',
      '(search|search for|run a search on|search up|find|find me|look for|looking for|i\'m looking for|im looking for|locate|lookup|do a search for|run a search for|do a search on|run a search on|run a search|do a search|run a query for|search on|where is|where\'s) [the] [crm|system|database|everything|all] [for] [anything|everything|all|records|all records|something|any record|any records] [related to|about|with|on|mentioning|that mention|containing|called|named|like|matching|that mentions|that says|for] "?{query}"?',
      '(search|search for|find|look for|look up|lookup) {query}',
      '(search) [the|our] (crm|system|database|everything|all records|records) (for) [anything|everything] [about|on|related to] "?{query}"?',
      '(do we have|is there|are there|have we got|any|anything) (any|anything|something|any record|any records|a record|record|records|anyone|anybody|someone) [in the system|in the crm] (with|w/|called|named|about|on|mentioning|related to|like|from|for|matching|that match|which match|containing|that contain|that mention|that say|where) "?{query}"? [in it|in the name|in the system|in the crm]',
      '(any|anything) [record|records] (with|w/|called|named|about|on|mentioning|related to|like) "?{query}"? [in it|in the name|in the system|in the crm]',
      '(anyone|anybody) (called|named) "?{query}"? [in the system|in the crm|here]',
    ],
    zh: [
      '[在] [CRM|crm|系统|库] [里|里面|中] (搜索|搜|查找|找|检索|查) [一下] [所有] (包含|含有|关于|带有|带|提到|叫) {query} [的] [记录|内容|客户|商机|联系人]',
      '(搜索一下|搜索下|搜索|搜一下|搜下|搜搜|搜|查找一下|查找|找一下|找找|找下|找|检索一下|检索|寻找|search一下|search 一下|search|find|查询) [下] [所有] [跟|和|与|关于] "?{query}"? (有关的|相关的|有关|相关) [记录|内容|东西|资料|信息|单子|商机|客户|联系人|任务|数据]',
      '[全局|全库|全系统|系统里|在系统里|在CRM里|CRM里|crm里] (<搜>) [关键词|:|叫|名叫|名字叫] "?{query}"?',
      '[全局|全库|全系统|系统里|在系统里|在CRM里|CRM里|crm里] (<搜>) [所有|全部|一切|名字里|名称里] (包含|含有|带有|带|含|提到|涉及|有关|关于|跟|和) "?{query}"? [有关|相关] [的] [记录|内容|东西|资料|信息|客户|单子|数据]',
      '[系统里|系统中|库里|CRM里|crm里|里面] (有没有|有无|是否有) [一个|个] [叫|名叫|关于|包含|名字叫|跟|姓] "?{query}"? (的|有关的|相关的|的人|的记录|的客户|的联系人|的公司) [吗|记录]',
      '[全局|全库|系统里] (<搜>|查一下|查查|查下|看看|看下) (有没有|有无|叫|名叫|姓|带) [叫|名叫|名字叫|关于|姓] "?{query}"? 的 [人|客户|联系人|公司|单子|记录] [吗]',
      '[全局|全库] (搜索|检索|查找|搜) «{query}» [的] [记录|内容|东西|资料|信息]',
      '(有没有|有无) (叫|名叫|关于|包含|包含了|带|含有) "?{query}"? [的]',
      '(查查|查一下|查下|查|搜搜|搜一下|搜|找找|找一下|看看) [所有] (跟|和|与|关于|有关) "?{query}"? (有关的|相关的|有关|相关|的) [记录|内容|东西|资料|信息|单子|商机|客户|联系人]',
    ],
  },
  run: async (ctx, { query }) => {
    const found = await lookUp(ctx, ['account', 'contact', 'deal', 'task'], query);
    const zh = ctx.locale === 'zh';
    if (found.length === 0) {
      return {
        reply: say(zh ? `没有找到“${query}”。` : `Nothing found for “${query}”.`),
        about: [],
      };
    }
    const rows = found.map(({ entity, id, name }) => ({ entity, id, name }));
    const show = { account: 'account.show', contact: 'contact.show', deal: 'deal.show' } as const;
    const buttons = found.flatMap((r) =>
      r.entity === 'account' || r.entity === 'contact' || r.entity === 'deal'
        ? [runButton(r.name, show[r.entity], { [r.entity]: idMention(r) })]
        : [],
    );
    return {
      reply: replyOf(
        {
          kind: 'table',
          title: zh ? `“${query}”：${found.length} 条结果` : `“${query}”: ${found.length} found`,
          columns: [
            { label: zh ? '名称' : 'Name', align: 'left' },
            { label: zh ? '类型' : 'Kind', align: 'left' },
            { label: zh ? '说明' : 'Details', align: 'left' },
          ],
          rows: found.map((r) => [
            r.name,
            ENTITY_LABELS[r.entity]?.[ctx.locale] ?? r.entity,
            r.detail,
          ]),
        },
        ...(buttons.length === 0
          ? []
          : [{ kind: 'menu' as const, prompt: zh ? '打开…' : 'Open…', options: buttons }]),
      ),
      about: found.length === 1 ? rows : [],
      listed: rows,
    };
  },
});
