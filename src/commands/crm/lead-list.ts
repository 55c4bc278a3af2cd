import { z } from 'zod';
import { listLeads as list } from '../../crm/leads.ts';
import { replyOf, say } from '../../reply/reply.ts';
import { moreNote } from '../cards/deal-card.ts';
import { leadRef, leadTable } from '../cards/lead-card.ts';
import { defineCommand } from '../command.ts';
import { SOURCE, SOURCES } from '../cues.ts';
import { LEAD_STATUS_LABELS } from '../labels.ts';
import { listVariations } from '../list-wording.ts';
import { choice, person, text } from '../parameters.ts';

/** Statuses as people say them. */
const STATUS = {
  en: 'new {status=new}|fresh {status=new}|untouched {status=new}|unworked {status=new}|working {status=working}|in progress {status=working}|qualified {status=qualified}|approved {status=qualified}|unqualified {status=unqualified}|disqualified {status=unqualified}|rejected {status=unqualified}|turned down {status=unqualified}|not qualified {status=unqualified}|converted {status=converted}',
  zh: '新 {status=new}|新的 {status=new}|未跟进 {status=new}|没跟进 {status=new}|跟进中 {status=working}|在跟进 {status=working}|正在跟进 {status=working}|跟进 {status=working}|合格 {status=qualified}|已通过 {status=qualified}|通过 {status=qualified}|不合格 {status=unqualified}|无效 {status=unqualified}|被驳回 {status=unqualified}|驳回 {status=unqualified}|已转化 {status=converted}|转化 {status=converted}|转化了 {status=converted}|已转换 {status=converted}',
} as const;

const ROWS = 25;

export const listLeads = defineCommand({
  name: 'lead.list',
  risk: 'read',
  roles: ['rep'],
  ownFields: { entity: 'lead', as: 'filter' },
  summary: { en: 'List leads.', zh: '列出线索。' },
  parameters: z.object({
    owner: person({ label: { en: 'owner', zh: '负责人' } }).optional(),
    status: choice(LEAD_STATUS_LABELS, { label: { en: 'status', zh: '状态' } }).optional(),
    source: text({
      label: { en: 'source', zh: '来源' },
      cues: SOURCE,
      wellKnown: SOURCES,
    }).optional(),
  }),
  examples: {
    en: [
      'my leads',
      'show all leads',
      'list new leads',
      'which leads are qualified?',
      "Dana's leads",
      'leads from the website',
      'qualified leads from the webinar',
      'how many open leads do I have',
      'any new leads?',
      'leads pls',
      'show me unqualified leads',
      'converted leads',
      'what leads came from LinkedIn',
      'leads I am working on',
      'leads of <@U042>',
    ],
    zh: [
      '我的线索',
      '有哪些新线索',
      '列出所有线索',
      '合格的线索有哪些',
      '官网来的线索',
      '小王的线索',
      '看一下展会来的线索',
      '不合格的线索',
      '已转化的线索',
      '跟进中的线索',
      '线索列表',
      '我有多少线索',
      '最近有什么线索',
    ],
  },
  patterns: {
    en: [
      '[<list>] [all|any|of|the|our] [my {owner=me}] [open|current] (<leads>) [list] [please|pls]',
      `[<list>] [all|any|of|the|our] [my {owner=me}] [${STATUS.en}] <leads> [<origin>] [the|a|our]`,
      `(are there|is there|do we have|do i have {owner=me}|any|have we got|got) [any] [${STATUS.en}] <leads> [left|open|<origin>] [the|our]`,
      `[<list>] [all] [the|our|my {owner=me}] <leads> (in|with|at|that are in|which are in) [the] (status|state) [of|:|=] (${STATUS.en}) [and|with|,] [<origin>] [the|a|our]`,
      `[<list>] [all] [the|our|my {owner=me}] <leads> (that are|which are|who are|in|with status|status|with) [status] [still] (${STATUS.en}) [status|state] [and|with|,|<origin>] [the|a|our]`,
      `[<list>] [all] [the|our|my {owner=me}] (${STATUS.en}) <leads> (from|with|via|through|by) [the|a|our] [source|as source]`,
      `[<list>] [all] [the|our] [${STATUS.en}] <leads> [<origin>] [the|a|our] [that|which] [are] (mine|of mine|i own|assigned to me|owned by me) {owner=me}`,
      `[<list>] [all] [the|our|my {owner=me}] <leads> [that are|which are] still (in|with|at) [the] [status] (${STATUS.en})`,
      `(which|what|how many) of (my|our) <leads> {owner=me} (are|is) [still|now|already] [in status] (${STATUS.en})`,
      `(which|what) <leads> (of mine|do i own|i own) {owner=me} (are|is) [still] [in status] (${STATUS.en})`,
      `[<list>] [all] [the] <leads> (of|for|owned by|assigned to) {owner} (in|with|that are|which are) [status] [still] (${STATUS.en})`,
      `(which|what|how many) [${STATUS.en}] <leads> [are|came|come|came in|were|do we have|are there|have we] [still|already] [${STATUS.en}] [now] [<origin>] [the|a|our]`,
      `(which|what|how many) [${STATUS.en}] <leads> (do i|have i|i) {owner=me} [have|got|own] [open|left]`,
      '(which|what) <leads> (are|am) [i|we] [currently] (working on|working|following up) {status=working}',
      "[<list>] [the] <leads> (i'm|i am|im|we are|we're) {owner=me} [currently] (working on|working|following up) {status=working}",
      `[<list>] [the|all] {owner} ('s|s) [open] [${STATUS.en}] <leads> [<origin>] [the|a|our]`,
      `[<list>] [the|all] [${STATUS.en}] <leads> (of|for|owned by|assigned to) {owner}`,
      `(which|what|how many) [${STATUS.en}] <leads> (does|do) {owner} (have|own|work on|got)`,
    ],
    zh: [
      `[<看>] [一下] [有] [哪些|什么|多少] [所有|全部|目前|当前|最近] [的] [我的 {owner=me}|我 {owner=me}|我们的] [有] [哪些|什么|多少] (${STATUS.zh}) [的] <线索> [<尾>]`,
      '[<看>] [一下] [我的 {owner=me}|我 {owner=me}|我们的|我们] [手上|名下|还] [有] [哪些|什么|多少|几条] [所有|全部|未处理] [的] <线索> [<尾>]',
      '[<看>] [所有|全部|最近|目前|当前|我们|最新] [的] [有] [哪些|什么|多少|几条] <线索> [<尾>]',
      `[<看>] [最近|现在] (有没有|有什么|有哪些|有) [${STATUS.zh}] [的] <线索>`,
      `[<看>] [有] [哪些|多少] <线索> [是|已经|还|都] (${STATUS.zh}) [的|了] [有哪些]`,
      `[<看>] [从|通过|来自] (来的|过来的|获取的|的|渠道的|渠道来的) [${STATUS.zh}] [的] <线索> [<尾>]`,
      `[<看>] {owner} [的|手上|手上的|名下的|手里的] [有] [哪些|什么|多少] [${STATUS.zh}] [的] <线索> [<尾>]`,
      `[<看>] 来源 [是|为|于|:] {source#} 的 [${STATUS.zh}] [的] <线索> [都] [<尾>|<给看>]`,
      `[<看>] <线索> [里] [来源|渠道] (是|为|来自) {source#} 的 [有哪些|都]`,
      `[<把>] [所有|全部|我的 {owner=me}] (${STATUS.zh}) [的] <线索> [都|全|全部] (<给看>|<尾>)`,
    ],
  },
  followUps: {
    en: [
      "[<list>] [all|any] [the|of the|my {owner=me}] <leads> (that|which|who) (didn't qualify|did not qualify|failed to qualify|were rejected|got rejected|were turned down|weren't qualified|were disqualified) {status=unqualified}",
      '[<list>] [all|any] [the|of the|my {owner=me}] <leads> (that|which|who) (nobody|no one) (touched|called|contacted|worked on|has touched|has called|has contacted) [yet] {status=new}',
      "(what's|whats|what is|what) (in|on) {owner} ('s|s) [<leads>|lead] (queue|list|pile|backlog) [now|today]",
      "(what's|whats|what is) in my {owner=me} lead (queue|list|pile|backlog)",
    ],
    zh: [
      '[<看>] (还没跟进|没跟进|没人跟进|还没联系|没联系过|还没处理|没处理) {status=new} [过] [的] [新] <线索> [有哪些|<尾>]',
      '[<看>] (我名下 {owner=me}|我手上 {owner=me}|我手里 {owner=me}|我 {owner=me}|我的 {owner=me}) [的] (还没跟进|没跟进|还没联系|没联系过|还没处理|没处理) {status=new} [过] [的] [新] <线索> [有哪些|<尾>]',
    ],
  },
  variations: listVariations(),
  run: async (ctx, { owner, ...filter }) => {
    const { leads, count } = await list(ctx, { ...filter, ownerId: owner?.id }, ROWS);
    const zh = ctx.locale === 'zh';
    if (count === 0)
      return { reply: say(zh ? '没有符合条件的线索。' : 'No leads match that.'), about: [] };
    const title = zh ? `${count} 条线索` : `${count} ${count === 1 ? 'lead' : 'leads'}`;
    const only = count === 1 ? leads[0] : undefined;
    return {
      reply: replyOf(leadTable(ctx, leads, title), ...moreNote(count, ROWS, ctx.locale)),
      about: only === undefined ? [] : [leadRef(only)],
      listed: leads.map(leadRef),
    };
  },
});
