import { z } from 'zod';
import type { Period } from '../../crm/report-period.ts';
import { addDays } from '../../platform/clock.ts';
import { gapsIn } from '../../support/gaps.ts';
import { gapsReply } from '../cards/gap-card.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { reportPeriod } from '../report-parameters.ts';

export const listGaps = defineCommand({
  name: 'knowledge.gaps',
  risk: 'read',
  roles: ['manager', 'support'],
  summary: {
    en: 'What people asked and the knowledge base could not answer, grouped.',
    zh: '知识库没能回答的问题，按主题归类。',
  },
  parameters: z.object({ period: reportPeriod.optional() }),
  examples: {
    en: [
      'knowledge gaps',
      'show me the knowledge gaps of last month',
      'what is missing in the knowledge base?',
      'which questions could we not answer this week',
      'unanswered questions last week',
      'what articles are we missing',
      'gaps in the knowledge base this quarter',
      'what do people ask that we have no article for?',
    ],
    zh: [
      '知识缺口',
      '看一下上个月的知识缺口',
      '知识库里缺什么',
      '这周有哪些问题没能回答',
      '上周没回答上来的问题',
      '我们还缺哪些文章',
      '知识库有哪些空白',
      '哪些问题还没有文章',
    ],
  },
  patterns: {
    en: [
      '[<show>|list|what are|which are|give me|any|are there] [me] [the|our|any|all] [knowledge|knowledge base|kb|content|article|documentation|docs] (gaps|holes|blind spots) [in the knowledge base|in the kb|in the docs|in our docs|in our articles|there] [{period}] [please|pls]',
      "(what is|what's|whats|what else is|anything) (missing|lacking) (in|from) [the|our] (knowledge base|kb|docs|help articles|articles|help center|help centre|documentation) [{period}]",
      "[<show>|list] [me] (which|what) (questions|question) (could|can|did|do) (we|you|the bot|the knowledge base|parley|support) (not|n't) [be able to] (answer|solve|answered) [{period}]",
      '[<show>|list] [me] [the|all|all the] (unanswered|open|unresolved|down-voted|downvoted) questions [in the knowledge base|from customers|of customers|people asked] [{period}]',
      '(what|which) (articles|help articles|topics|answers) (are we|do we|are|should we) [still] (missing|lacking|lack|miss|write|need|not have) [next|most|in the knowledge base] [{period}]',
      "(what|which questions) (do|did|are) (people|customers|users|our customers) (ask|asking|asked) (that|which|and) (we|the knowledge base) (have no|do not have an|don't have an|have not got an|can't|cannot|could not) (article|articles|answer|answers|answer for) [for|to|about|yet] [{period}]",
    ],
    zh: [
      '[<看>|列出|查一下|帮我看] [{period}] [的] [我们|知识库] [的|有哪些|有什么] (知识缺口|知识空白|知识盲区|内容缺口|知识库缺口) [有哪些|是什么|列表|报告] [<尾>]',
      '[我们] [的] (知识库|帮助文档|文档|文章) [里|里面|中] [还] (缺什么|缺哪些内容|缺哪些文章|缺少什么|有哪些空白|有哪些缺口|有什么缺口|少了什么|缺哪些) [{period}] [<尾>]',
      '[{period}] [我们|有|还有|客户] [有] (哪些|什么) (问题) [我们|还|客户问的|大家问的] [都] (没能回答|没回答|没回答上来|回答不了|答不上来|没有回答|没有文章|没有答案|没有解决) [<尾>]',
      '[<看>|列出] [{period}] [的] [所有|全部] (没回答上来|没能回答|未回答|没有回答|未解决|答不上来|差评) 的 (问题|提问) [<尾>]',
      '[我们] [还] (缺|缺少|差|需要写|应该写|该写) (哪些|什么) (文章|帮助文章|知识|内容) [{period}] [<尾>]',
    ],
  },
  followUps: {
    en: [
      "(what|which questions) (couldn't|could not|can't|cannot|didn't|did not) (we|you|the bot|the knowledge base|support|parley) [be able to] answer [{period}]",
    ],
    zh: [],
  },
  variations: {
    en: ['[and|what about|how about|now|show me|ok] [for|the|in] {period}'],
    zh: ['[那|看看|再看|换成] {period} [的] [呢]'],
  },
  run: async (ctx, { period: said }) => {
    const period = said ?? usualGapPeriod(ctx);
    return { reply: gapsReply(await gapsIn(ctx, period), period, ctx.locale), about: [] };
  },
});

/** Four weeks: what was missed longer ago has mostly been written by now. */
export function usualGapPeriod({ today }: Pick<CommandContext, 'today'>): Period {
  return { start: addDays(today, 1 - 4 * 7), end: today };
}
