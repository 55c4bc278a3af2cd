import { z } from 'zod';
import { COUNTED, type Found, search, type Why } from '../../crm/search.ts';
import { shortText } from '../../reply/format.ts';
import { type Button, replyOf, say } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { defineCommand, type RecordRef } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ENTITY_LABELS } from '../labels.ts';
import { isEntity, text, wholeNumber } from '../parameters.ts';
import { mayUse } from '../permission.ts';
import { idMention } from '../references.ts';

const PAGE = 10;

export const searchRecords = defineCommand({
  name: 'record.search',
  risk: 'read',
  roles: ['rep', 'support'],
  summary: {
    en: 'Find anything by name, domain, e-mail, phone, number, note, or what it sounds like.',
    zh: '按名称、拼音、域名、邮箱、电话、编号或备注查找。',
  },
  parameters: z.object({
    query: text({
      label: { en: 'search for', zh: '搜索内容' },
      question: { en: 'What shall I look for?', zh: '要找什么？' },
    }),
    page: wholeNumber({
      label: { en: 'page', zh: '页' },
      max: 100,
      cues: { en: ['page'], zh: ['第'], needed: true },
    }).optional(),
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
      'find printer',
    ],
    zh: [
      '搜搜采购',
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
      "(whose|who's|whos) (number|phone|phone number|email|e-mail|mail|email address|address|domain|mobile) is [this|that|it] [:] {query}",
      '(who|which contact|which account|which company|which customer) (has|uses|owns|got) [the] (number|phone|phone number|email|e-mail|email address|address|domain|mobile|mobile number) {query}',
      '(are there|do we have) (multiple|several|two|more) (records|accounts|contacts|entries) (for|of|called|named) {query} [?]',
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
      '(谁|哪个联系人|哪个客户|哪家公司|哪家|哪位|哪个人) 的 (电话|手机|手机号|号码|邮箱|邮件|域名|联系方式) 是 {query} [吗]',
      '{query} 是 (谁|哪个联系人|哪个客户|哪家公司|哪家) 的 (电话|手机|手机号|号码|邮箱|域名)',
      '[在] [CRM|crm|系统|库] [里|里面|中] (搜索|搜|查找|找|检索|查) [一下] [所有] (包含|含有|关于|带有|带|提到|叫) {query} [的] [记录|内容|客户|商机|联系人]',
      '(搜索一下|搜索下|搜索|搜一下|搜下|搜搜|搜|查找一下|查找|找一下|找找|找下|找|检索一下|检索|寻找|search一下|search 一下|search|find|查询) [下] [所有] [跟|和|与|关于] "?{query}"? (有关的|相关的|有关|相关) [记录|内容|东西|资料|信息|单子|商机|客户|联系人|任务|数据]',
      '[全局|全库|全系统|系统里|在系统里|在CRM里|CRM里|crm里] (<搜>) [关键词|:|叫|名叫|名字叫] "?{query}"?',
      '[全局|全库|全系统|系统里|在系统里|在CRM里|CRM里|crm里] (<搜>) [所有|全部|一切|名字里|名称里] (包含|含有|带有|带|含|提到|涉及|有关|关于|跟|和) "?{query}"? [有关|相关] [的] [记录|内容|东西|资料|信息|客户|单子|数据]',
      '[系统里|系统中|库里|CRM里|crm里|里面] (有没有|有无|是否有) [一个|个] [叫|名叫|关于|包含|名字叫|跟|姓] "?{query}"? (的|有关的|相关的|的人|的记录|的客户|的联系人|的公司) [吗|记录]',
      '[<帮忙>] [全局|全库|系统里] (<搜>|查一下|查查|查下|看看|看下) (有没有|有无|叫|名叫|姓|带) [叫|名叫|名字叫|关于|姓] "?{query}"? 的 [人|客户|联系人|公司|单子|记录] [吗]',
      '[全局|全库] (搜索|检索|查找|搜) «{query}» [的] [记录|内容|东西|资料|信息]',
      '(有没有|有无) (叫|名叫|关于|包含|包含了|带|含有) "?{query}"? [的]',
      '(查查|查一下|查下|查|搜搜|搜一下|搜|找找|找一下|看看) [所有] (跟|和|与|关于|有关) "?{query}"? (有关的|相关的|有关|相关|的) [记录|内容|东西|资料|信息|单子|商机|客户|联系人]',
      '[<帮忙>] [<搜>|<看>] [一下] [系统里|系统中|库里|CRM里|crm里|里面] (有没有|有无|是否有|所有) [一个|个] (带|带有|包含|含|含有|提到) "?{query}"? 的 (记录|客户|单子|商机|联系人|东西|内容|资料) [吗|没有|都]',
      '[<帮忙>] (<搜>) (带|带有|包含|含有|提到) "?{query}"? 的 (记录|客户|单子|商机|联系人|东西|内容|资料)',
    ],
  },
  followUps: {
    en: [
      '(look up|find|search|search for|pull up|show me|what is|tell me) (anything|everything|all|whatever) [that] [we have|you have|there is|we\'ve got|you can find|we know|you know] (on|about|for|regarding) "?{query}"?',
    ],
    zh: [],
  },
  run: async (ctx, { query, page = 1 }) => {
    const skip = (Math.max(1, page) - 1) * PAGE;
    const { found, total } = await search(ctx, query, { skip, take: PAGE });
    const zh = ctx.locale === 'zh';
    if (found.length === 0) {
      return {
        reply: say(zh ? `没有找到“${query}”。` : `Nothing found for “${query}”.`),
        about: [],
      };
    }
    // Kinds together, the kind of the best one first.
    const kinds = [...new Set(found.map((r) => r.entity))];
    const grouped = kinds.flatMap((kind) => found.filter((r) => r.entity === kind));
    const openings = grouped.flatMap((r) => openButton(ctx, r) ?? []);
    const more: Button[] =
      skip + found.length < total
        ? [runButton(zh ? '更多' : 'More', 'record.search', { query, page: page + 1 })]
        : [];
    const rows = grouped.map(({ entity, id, name }) => ({ entity, id, name }) as RecordRef);
    return {
      reply: replyOf(
        {
          kind: 'table',
          title: titleOf(query, skip, found.length, total, zh),
          columns: (zh
            ? ['类型', '名称', '说明', '匹配']
            : ['Kind', 'Name', 'Details', 'Match']
          ).map((label) => ({ label, align: 'left' })),
          rows: grouped.map((r) => [
            ENTITY_LABELS[r.entity]?.[ctx.locale] ?? r.entity,
            shortText(r.name, 120),
            r.detail,
            whyText(r.why, zh),
          ]),
        },
        ...(openings.length === 0
          ? []
          : [{ kind: 'menu' as const, prompt: zh ? '打开…' : 'Open…', options: openings }]),
        ...(more.length === 0 ? [] : [{ kind: 'buttons' as const, buttons: more }]),
      ),
      about: total === 1 ? rows : [],
      listed: rows,
    };
  },
});

function titleOf(query: string, skip: number, shown: number, total: number, zh: boolean): string {
  const count = total >= COUNTED ? `${COUNTED}+` : String(total);
  if (shown === total) return zh ? `“${query}”：${count} 条结果` : `“${query}”: ${count} found`;
  const range = `${skip + 1}–${skip + shown}`;
  return zh
    ? `“${query}”：${count} 条结果，第 ${range} 条`
    : `“${query}”: ${count} found, ${range}`;
}

function whyText(why: Why, zh: boolean): string {
  switch (why.kind) {
    case 'number':
      return zh ? '编号' : 'number';
    case 'name':
      return zh ? '名称' : 'name';
    case 'detail':
      return zh ? '说明' : 'details';
    case 'alike':
      return zh ? '拼写相近' : 'similar spelling';
    case 'sound':
      return zh ? `拼音 ${why.text}` : `pinyin ${why.text}`;
    case 'account':
      return zh ? `所属 ${why.text}` : `of ${why.text}`;
    case 'address':
    case 'passage':
      return why.text;
    default:
      return why satisfies never;
  }
}

/** Opens a record, where a command of the person's does. */
function openButton(ctx: CommandContext, found: Found): Button | null {
  const command = ctx.catalogue.find(`${found.entity}.show`);
  if (command === null || !mayUse(ctx.actor, command) || !isEntity(found.entity)) return null;
  const label = shortText(found.name, 70);
  return runButton(label, command.name, { [found.entity]: idMention(found) });
}
