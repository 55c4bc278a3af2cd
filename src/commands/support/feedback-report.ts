import { z } from 'zod';
import type { Period } from '../../crm/report-period.ts';
import { addDays } from '../../platform/clock.ts';
import { replyOf } from '../../reply/reply.ts';
import { runButton } from '../cards/deal-card.ts';
import { supportReport } from '../cards/report-support.ts';
import { defineCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { reportPeriod } from '../report-parameters.ts';

export const reportFeedback = defineCommand({
  name: 'feedback.report',
  risk: 'read',
  roles: ['manager', 'support'],
  summary: {
    en: 'How helpful answers and support are: trend, resolution, by article and by agent.',
    zh: '回答和客服的反馈：趋势、解决率，按文章和客服。',
  },
  parameters: z.object({ period: reportPeriod.optional() }),
  examples: {
    en: [
      'feedback report',
      'show me the csat for last month',
      'how satisfied are our customers?',
      'customer satisfaction this quarter',
      'how helpful are our answers',
      'resolution rate last week',
      'what do people say about our support?',
      'csat by agent',
      'helpfulness of the knowledge base this month',
      'show feedback for Q1',
    ],
    zh: [
      '反馈报告',
      '上个月的满意度',
      '客户满意度怎么样',
      '本季度客户满意度',
      '回答有帮助的比例',
      '上周的解决率',
      '大家对我们的客服评价如何',
      '看一下反馈统计',
      '按客服看满意度',
      '这个月的评价情况',
    ],
  },
  patterns: {
    en: [
      "[<show>|pull|run|make|i need|i want|give me|what is|what's|how is|how's] [me] [the|our|a] [customer|answer|support|user|weekly|monthly] (feedback|csat|csat score|customer satisfaction|satisfaction|satisfaction score|satisfaction report|helpfulness|resolution rate|deflection rate|confirmed resolution) [report|trend|numbers|stats|statistics|summary|score|scores|chart|overview] [of|for|by] [the|our] [knowledge base|answers|support|support team|agent|agents|article|articles] [{period}] [please|pls]",
      '[<show>|pull|run|i need|i want|give me] [me] [the|our|all|all the] (feedback|ratings) [that|which] [we|we have|people|customers] [got|get|gave|received|had] [for|on|of|about] [the|our] [answers|support|knowledge base|support team] [{period}]',
      '(how|what) [is|are|was|were|do|did] (satisfied|happy|content) [are|were|is] [the|our|all] (customers|users|people|clients) [with] [the|our] [support|answers|us] [{period}]',
      '(how) (helpful|useful|good) (are|were|is|was) [the|our|your] (answers|knowledge base|articles|support|help articles) [{period}]',
      '(what do|what did|how do|how did) (people|customers|users|our customers|our users|clients) (think of|think about|rate|say about|like|feel about) [the|our] (support|answers|help|knowledge base|support team) [{period}]',
      'how many (questions|answers) (were|are|did we|have been|got) [get|answered|asked|resolved|helpful|rated helpful|confirmed] [{period}]',
    ],
    zh: [
      '[<看>|请|帮我|给我|查一下|统计|出一份|拉一下] [{period}] [的] [我们|客户|用户|客服|回答|大家] [的] (反馈报告|反馈报表|反馈统计|反馈情况|满意度|满意度报告|客户满意度|满意率|好评率|评价情况|评价统计|解决率|有帮助的比例|有用率|反馈汇总|反馈趋势|CSAT) [的] [趋势|报告|报表|统计|情况|图] [怎么样|如何|是多少|多少] [<尾>]',
      '[<看>|请|帮我|统计] [按|分] (客服|文章|坐席) [来] [看|统计|的] [{period}] [的] (满意度|反馈|评价|好评率|CSAT)',
      '[{period}] [大家|客户|用户|客户们] (对|觉得) [我们|我们的] [的] (客服|回答|服务|知识库|支持) [的] (评价|满意度|满不满意|满意|反馈|怎么样|看法) [如何|怎么样|吗|是什么]',
      '[{period}] [我们的] (回答|知识库|文章) [的] (有帮助吗|有多大帮助|有没有帮助|帮助大吗|有用吗)',
    ],
  },
  variations: {
    en: ['[and|what about|how about|now|show me|ok] [for|the|in] {period}'],
    zh: ['[那|看看|再看|换成] {period} [的] [呢]'],
  },
  run: async (ctx, { period: said }) => {
    const period = said ?? usualSupportPeriod(ctx);
    const { blocks } = await supportReport(ctx, period);
    const zh = ctx.locale === 'zh';
    const buttons = [runButton(zh ? '知识缺口' : 'Knowledge gaps', 'knowledge.gaps', { period })];
    return { reply: replyOf(...blocks, { kind: 'buttons', buttons }), about: [] };
  },
});

/** Twelve weeks show a trend. */
function usualSupportPeriod({ today }: CommandContext): Period {
  return { start: addDays(today, 1 - 12 * 7), end: today };
}
