import { z } from 'zod';
import { findDuplicates, type Pair } from '../../crm/duplicates.ts';
import { MERGEABLE, type Mergeable, NUMBER_PREFIXES } from '../../crm/fields.ts';
import { shortText } from '../../reply/format.ts';
import { type Block, type Button, type Phrase, replyOf, say } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { SIGN_LABELS } from '../cards/twins.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ENTITY_LABELS } from '../labels.ts';
import { choice } from '../parameters.ts';
import { mayUse } from '../permission.ts';
import { idMention } from '../references.ts';

const KINDS: Readonly<Record<Mergeable, Phrase>> = {
  account: { en: 'accounts', zh: '客户' },
  contact: { en: 'contacts', zh: '联系人' },
  lead: { en: 'leads', zh: '线索' },
  deal: { en: 'deals', zh: '商机' },
  product: { en: 'products', zh: '产品' },
};

/** The kind that a sentence names, as its patterns have it. */
const NAMED = {
  en: '((accounts|account|customers|customer|companies|company|clients|client) {kind=account}|(contacts|contact|people|persons) {kind=contact}|(leads|lead|prospects) {kind=lead}|(<deals>|opportunity) {kind=deal}|(products|product|items|skus) {kind=product})',
  zh: '((客户|公司|企业|account|accounts) {kind=account}|(联系人|contact|contacts) {kind=contact}|(线索|潜在客户|lead|leads) {kind=lead}|(商机|单子|项目|deal|deals) {kind=deal}|(产品|商品|product|products) {kind=product})',
} as const;

export const listDuplicates = defineCommand({
  name: 'duplicates.find',
  risk: 'read',
  roles: ['rep'],
  summary: { en: 'Find records that may be the same.', zh: '查重：找出可能重复的记录。' },
  parameters: z.object({
    kind: choice(KINDS, { label: { en: 'kind', zh: '类型' } }).optional(),
  }),
  examples: {
    en: [
      'find duplicates',
      'any duplicate accounts?',
      'show me duplicate contacts',
      'do we have duplicates?',
      'are there any dupes in the CRM',
      'check for duplicate leads',
      'list accounts that exist twice',
      'look for duplicate products',
      'which customers are in here twice?',
      'run a duplicate check',
      'dedupe check on contacts',
      'find double entries',
      'are any deals duplicated?',
      'possible duplicates please',
    ],
    zh: [
      '查重',
      '有没有重复的客户',
      '找一下重复的联系人',
      '查一下重复客户',
      '有重复的线索吗',
      '看看哪些客户重复了',
      '检查重复记录',
      '系统里有没有重复数据',
      '客户查重',
      '重复的商机有哪些',
      '列出重复的产品',
      '联系人查重',
    ],
  },
  patterns: {
    en: [
      `(duplicates|dupes|dups|doubles|duplicate records) (in|among|for|of|on) [the|our|my|all] ${NAMED.en} [?]`,
      `<show> [the|our|any|all] (potential|possible|likely) (duplicate|duplicated|dupe|dup) ${NAMED.en}`,
      `(find|search for|look for|check for|detect|list|show me|show|run|do|any|are there|are there any|do we have|do we have any|have we got|have we got any|identify|see|scan for|spot|possible|potential|get me|give me|check) [me] [a|all|any|the|possible|potential|likely|our|some] [${NAMED.en}] (duplicates|dupes|dups|duplications|double entries|doubles|duplicate records|duplicate entries|duplicate check|dedupe check|duplicated records|doubled records) [check|records|entries|report|list] [of|in|for|among|on|for the|in the|in our|across|between|there|exist] [crm|system|database|data|list] [${NAMED.en}] [please|pls|again]`,
      `(find|search for|look for|check for|list|show me|show|any|are there|are there any|do we have|do we have any|identify|see|possible|potential|get me|check) [all|any|the|possible|our] (duplicate|duplicated|dupe|dup|double|doubled|redundant) ${NAMED.en} [in the crm|in the system|please|pls|there]`,
      '(any|all|possible|potential) (duplicates|dupes|dups|doubles) [?]',
      `(are|is) [any|some|there any] [of] [our|the] ${NAMED.en} (duplicated|duplicates|doubled|dupes|in there twice|listed twice|in twice)`,
      `(which|what|list|show|show me|find) ${NAMED.en} [that] (are|exist|appear|occur|is|show up|look) [in here|in the crm|in there|there|in the system|likely|possibly|to be] (twice|double|duplicated|duplicates|more than once|the same|doubled|duplicate)`,
      `(dedupe|deduplicate|duplicate check|dedup|check duplicates|duplicates check) [on|for|in|of|the|our|my] ${NAMED.en}`,
      `${NAMED.en} (duplicates|dupes|duplicate check|dedupe|dedup)`,
      '(dedupe|dedup|deduplicate|duplicates|duplicate check|dupes)',
      `[possible|potential] (duplicate|duplicated|dupe|dup|double) ${NAMED.en} [?]`,
      `(run|do|start|make) [a|the] (duplicate|dupe|duplicates|dedupe) (check|scan|search|report) [on|for|of|over] [all|our|my|the] [${NAMED.en}]`,
      `(any|find|show|list|are there|do we have) [any] (duplicates|dupes|dups|doubles) (among|in|of|for|within) [all] [our|the|my] ${NAMED.en}`,
      `(are|is) (any|some|any of) [our|the|my] ${NAMED.en} (duplicated|duplicates|doubled|dupes|in there twice|listed twice|in twice|in here twice)`,
      `[can you|can u|could you|please] (check|see|look|find out|tell me) (if|whether) (we|we've|there|there's) [have|are|got|is] [any|some] (dup|duplicate|duplicated|dupe|double) ${NAMED.en} [please]`,
      '[can you|can u|could you|please] (check|see|look|find out|tell me) (if|whether) (we|we have|there|there are) [have|are|got|is] [any|some] (dups|duplicates|dupes|doubles|duplicate records) [please]',
      '(clean up|cleanup) [the|our|my] (duplicates|dupes|duplicate records)',
      `(clean up|cleanup) [the|our|my] (duplicate|duplicated) ${NAMED.en}`,
      `(did|have|has) (we|i|somebody|someone|anyone|anybody) (enter|entered|added|add|create|created|record|recorded) [a|any|the same] ${NAMED.en} twice [?]`,
    ],
    zh: [
      `${NAMED.zh} (重复检查|重复检测|重复排查|重复)`,
      `[<把>] [对] [所有|全部|一下] ${NAMED.zh} (查重|去重|排重|查个重|做查重|做个查重|查一下重复|查下重|做去重) [一下]`,
      '(查重|去重|排重|查个重|查一下重|查下重|做个查重|重复检查|查重一下) [一下|吧]',
      `(查重|去重|排重|重复检查) [一下|下] [所有|全部|:] ${NAMED.zh}`,
      `[看看|看一下|查一下|查查|查|帮我看看|帮我查下] [系统里|系统中|CRM里|crm里|库里|我们|咱们] (有没有|有无|是否有|是不是有|有) [什么|哪些|一些] (重复|重复的|重名的|重了的|录重的|录重了的|双份的) [的] ${NAMED.zh} [吗|么|没有|没]`,
      '[看看|看一下|查一下|查查|帮我看看] [系统里|系统中|CRM里|crm里|库里|我们|咱们] (有没有|有无|是否有|是不是有|有) [什么|哪些|一些] (重复|重复的|重名的|录重的) [的] [数据|记录|资料|信息|条目] [吗|么]',
      `(<搜>|<看>|找出|列出|检查|检查一下|检测|排查|筛查|筛选|整理|清理) [一下|下|出] [所有|全部|系统里|可能] [的] (重复|重复的|重名的|重复了的|录重的|疑似重复的|疑似重复|可能重复的) [的] ${NAMED.zh}`,
      '(<搜>|<看>|找出|列出|检查|检查一下|检测|排查|筛查|整理|清理) [一下|下|出] [所有|全部|系统里|可能] [的] (重复|重复的|疑似重复|疑似重复的|录重的) [的] (数据|记录|资料|信息|条目|项)',
      `[<看>] (哪些|哪几个|哪几家|什么) ${NAMED.zh} [是|可能|有|都] (重复|重复了|重复的|重了|录重了|录了两遍|录了两次|有两份|是双份) [的]`,
      `(重复|重复的|疑似重复的|可能重复的) [的] ${NAMED.zh} [都] [有哪些|有谁|有几个|列一下|列出来|找出来|给我|有吗]`,
      `[我们的|系统里的] ${NAMED.zh} (有没有|有无|是不是有|是否有|有) (重复|重复的|录重|重名|录重的) [的|了] [吗|么]`,
      `${NAMED.zh} [是不是|有没有|是否] (重复了|录重了|录了两遍|重了) [吗]`,
    ],
  },
  run: async (ctx, { kind }) => {
    const kinds = kind === undefined ? MERGEABLE : [kind];
    const pairs: Pair[] = [];
    for (const each of kinds) pairs.push(...(await findDuplicates(ctx, each)));
    const zh = ctx.locale === 'zh';
    if (pairs.length === 0) {
      const noun = kind === undefined ? null : KINDS[kind][ctx.locale];
      return {
        reply: say(
          zh ? `没有发现重复的${noun ?? '记录'}。` : `No duplicate ${noun ?? 'records'} found.`,
        ),
        about: [],
      };
    }
    return { reply: replyOf(...pairBlocks(ctx, pairs)), about: [] };
  },
});

const SHOWN = 15;

function pairBlocks(ctx: CommandContext, pairs: readonly Pair[]): Block[] {
  const zh = ctx.locale === 'zh';
  const shown = pairs.slice(0, SHOWN);
  const merges = shown.flatMap((pair) => mergeButton(ctx, pair) ?? []);
  const count = pairs.length;
  return [
    {
      kind: 'table',
      title: zh
        ? `${count} 组可能重复`
        : `${count} possible ${count === 1 ? 'duplicate' : 'duplicates'}`,
      columns: (zh
        ? ['类型', '记录', '可能就是', '原因']
        : ['Kind', 'Record', 'May be', 'Why']
      ).map((label) => ({ label, align: 'left' })),
      rows: shown.map(({ from, into, sign }) => [
        ENTITY_LABELS[from.entity]?.[ctx.locale] ?? from.entity,
        titleOf(from),
        titleOf(into),
        SIGN_LABELS[sign][ctx.locale],
      ]),
    },
    ...(merges.length === 0
      ? []
      : [{ kind: 'menu' as const, prompt: zh ? '合并…' : 'Merge…', options: merges }]),
    ...(count > SHOWN
      ? [
          {
            kind: 'note' as const,
            text: zh ? `只显示前 ${SHOWN} 组。` : `Only the first ${SHOWN} are shown.`,
          },
        ]
      : []),
  ];
}

function titleOf({ entity, number, name, detail }: Pair['from']): string {
  const code = `${NUMBER_PREFIXES[entity]}-${number}`;
  return `${name} (${[code, detail].filter(Boolean).join(', ')})`;
}

/** Asks for the merge of the younger one into the older one, where the person may merge. */
function mergeButton(ctx: CommandContext, { from, into }: Pair): Button | null {
  const command = ctx.catalogue.find(`${from.entity}.merge`);
  if (command === null || !mayUse(ctx.actor, command)) return null;
  const code = `${NUMBER_PREFIXES[from.entity]}-`;
  const label = `${from.name} (${code}${from.number}) → ${into.name} (${code}${into.number})`;
  return runButton(shortText(label, 70), command.name, {
    from: idMention(from),
    into: idMention(into),
  });
}
