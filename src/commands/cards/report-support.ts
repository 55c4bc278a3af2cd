import { comparedPeriods, type Period } from '../../crm/report-period.ts';
import { numberText } from '../../reply/format.ts';
import type { Block, Field, Locale, Phrase } from '../../reply/reply.ts';
import { type Rate, type SupportTotals, supportTotals } from '../../support/support-totals.ts';
import type { CommandContext } from '../context.ts';
import { mayUse } from '../permission.ts';
import { changeText, percentText, periodText, type Report, unitText } from './report-parts.ts';

/** So many articles and agents are listed. */
const MOST_LISTED = 15;
/** So many points fit on an axis of Slack's. */
const POINTS = 20;

/**
 * What support did: what was asked and what came of it, how helpful and how satisfied, by week, article and agent, beside the period
 * before. Who may not see feedback sees no single agent.
 */
export async function supportReport(ctx: CommandContext, period: Period): Promise<Report> {
  const { locale } = ctx;
  const zh = locale === 'zh';
  const compared = comparedPeriods(period, ctx.today);
  const now = await supportTotals(ctx, period);
  const before = await supportTotals(ctx, compared.before);
  const feedback = ctx.catalogue.find('feedback.report');
  const seesAgents = feedback !== null && mayUse(ctx.actor, feedback);
  const heading = `${zh ? '客服与反馈：' : 'Support and feedback: '}${periodText(period, locale)}`;
  const nothing = now.asked === 0 && now.csat.rated === 0 && now.agents.length === 0;
  const blocks: Block[] = [
    { kind: 'heading', text: heading },
    ...(nothing
      ? [
          {
            kind: 'text' as const,
            text: zh
              ? '这段时间没有提问，也没有评价。'
              : 'Nothing was asked or rated in this period.',
          },
        ]
      : [
          { kind: 'fields' as const, fields: fieldsOf(now, before, locale) },
          ...trendOf(now, locale),
          ...articleTable(now, locale),
          ...(seesAgents ? agentTable(now, locale) : []),
        ]),
    {
      kind: 'note',
      text: notes(now, compared.before, locale).join('\n'),
    },
  ];
  return { blocks, csv: weekTable(now, locale) };
}

type Counted = (totals: SupportTotals) => number;

const COUNTS: readonly { label: Phrase; of: Counted }[] = [
  { label: { en: 'Questions', zh: '提问' }, of: (t) => t.asked },
  { label: { en: 'Answered', zh: '已回答' }, of: (t) => t.answered },
  { label: { en: 'Asked back', zh: '反问' }, of: (t) => t.askedBack },
  { label: { en: 'Not known', zh: '未能回答' }, of: (t) => t.abstained },
  { label: { en: 'Handed to a person', zh: '转人工' }, of: (t) => t.escalated },
  {
    label: { en: 'Resolved, confirmed', zh: '确认解决' },
    of: (t) => t.confirmed.answers + t.confirmed.tickets,
  },
  {
    label: { en: 'Resolved, assumed', zh: '推定解决' },
    of: (t) => t.assumed.answers + t.assumed.tickets,
  },
  { label: { en: 'Not understood', zh: '没听懂' }, of: (t) => t.notUnderstood },
];

const RATES: readonly { label: Phrase; of: (totals: SupportTotals) => Rate }[] = [
  { label: { en: 'Helpful', zh: '认为有帮助' }, of: (t) => t.helpful },
  { label: { en: 'CSAT', zh: '满意度' }, of: (t) => t.csat },
];

function fieldsOf(now: SupportTotals, before: SupportTotals, locale: Locale): Field[] {
  const zh = locale === 'zh';
  const counts = COUNTS.map(({ label, of }) => {
    const value = numberText(of(now), locale);
    const share =
      now.asked > 0 && of(now) > 0 && of !== COUNTS[0]?.of && of !== COUNTS.at(-1)?.of
        ? ` (${percentText(of(now) / now.asked, locale)})`
        : '';
    const change = changeText(of(now), of(before), locale);
    const was = numberText(of(before), locale);
    const compared = zh
      ? `，上期 ${was}${change === null ? '' : `（${change}）`}`
      : `, before ${was}${change === null ? '' : ` (${change})`}`;
    return { label: label[locale], value: `${value}${share}${compared}` };
  });
  const rates = RATES.map(({ label, of }) => ({
    label: label[locale],
    value: `${rateText(of(now), locale)}${zh ? '，上期 ' : ', before '}${rateText(of(before), locale)}`,
  }));
  return [...counts, ...rates];
}

/** `75% of 4 ratings` */
function rateText({ rated, content }: Rate, locale: Locale): string {
  const zh = locale === 'zh';
  if (rated === 0) return zh ? '无评价' : 'no ratings';
  const share = percentText(content / rated, locale);
  return zh
    ? `${share}（${rated} 个评价）`
    : `${share} of ${rated} ${rated === 1 ? 'rating' : 'ratings'}`;
}

/** A line for each share over the weeks in which somebody rated: a week without ratings has none. */
function trendOf({ weeks }: SupportTotals, locale: Locale): Block[] {
  const zh = locale === 'zh';
  const lines = [
    { of: (w: SupportTotals['weeks'][number]) => w.helpful, name: RATES[0]?.label[locale] ?? '' },
    { of: (w: SupportTotals['weeks'][number]) => w.csat, name: RATES[1]?.label[locale] ?? '' },
  ];
  return lines.flatMap(({ of, name }): Block[] => {
    const points = weeks.flatMap((week) => {
      const { rated, content } = of(week);
      if (rated === 0) return [];
      return [
        {
          label: unitText(week.start, 'week', locale),
          value: Math.round((content / rated) * 1000) / 10,
        },
      ];
    });
    if (points.length < 2) return [];
    const title = zh ? `每周${name}比例` : `${name} by week`;
    return [
      {
        kind: 'chart',
        chart: 'line',
        title,
        unit: '%',
        series: [{ name, points: points.slice(-POINTS) }],
      },
    ];
  });
}

function articleTable({ articles }: SupportTotals, locale: Locale): Block[] {
  if (articles.length === 0) return [];
  const zh = locale === 'zh';
  const right = (label: string) => ({ label, align: 'right' as const });
  return [
    {
      kind: 'table',
      title: zh ? '按文章' : 'By article',
      columns: [
        { label: zh ? '文章' : 'Article', align: 'left' },
        right(zh ? '回答次数' : 'Answers'),
        right(zh ? '评价' : 'Ratings'),
        right(zh ? '有帮助' : 'Helpful'),
        right(zh ? '确认解决' : 'Confirmed'),
      ],
      rows: articles
        .slice(0, MOST_LISTED)
        .map(({ title, shown, rated, content, confirmed }) => [
          title,
          String(shown),
          String(rated),
          shareText(content, rated, locale),
          String(confirmed),
        ]),
    },
    ...leftOut(articles.length, zh ? '篇文章' : 'articles', zh),
  ];
}

function agentTable({ agents }: SupportTotals, locale: Locale): Block[] {
  if (agents.length === 0) return [];
  const zh = locale === 'zh';
  const right = (label: string) => ({ label, align: 'right' as const });
  return [
    {
      kind: 'table',
      title: zh ? '按客服' : 'By agent',
      columns: [
        { label: zh ? '客服' : 'Agent', align: 'left' },
        right(zh ? '工单' : 'Tickets'),
        right(zh ? '已关闭' : 'Closed'),
        right(zh ? '确认解决' : 'Confirmed'),
        right(zh ? '评价' : 'Ratings'),
        right(zh ? '满意度' : 'CSAT'),
      ],
      rows: agents
        .slice(0, MOST_LISTED)
        .map(({ name, tickets, closed, confirmed, rated, content }) => [
          name,
          String(tickets),
          String(closed),
          String(confirmed),
          String(rated),
          shareText(content, rated, locale),
        ]),
    },
    ...leftOut(agents.length, zh ? '名客服' : 'agents', zh),
  ];
}

function shareText(content: number, rated: number, locale: Locale): string {
  return rated === 0 ? '–' : percentText(content / rated, locale);
}

function leftOut(all: number, what: string, zh: boolean): Block[] {
  const left = all - MOST_LISTED;
  if (left <= 0) return [];
  return [{ kind: 'note', text: zh ? `另有 ${left} ${what}。` : `And ${left} more ${what}.` }];
}

function notes({ open }: SupportTotals, before: Period, locale: Locale): string[] {
  if (locale === 'zh')
    return [
      '确认解决：本人说有帮助，或自己关闭了工单。推定解决：回答后 72 小时内没有再问、也没有提工单，或由客服关闭。',
      ...(open > 0 ? [`${open} 个回答还在 72 小时之内。`] : []),
      `上期：${periodText(before, 'zh')}。有帮助、满意度：4 分和 5 分的比例。`,
    ];
  return [
    'Confirmed: the person said so, or closed the ticket. Assumed: silent for 72 hours after the answer, neither asking again nor opening a ticket, or closed by the desk.',
    ...(open > 0
      ? [`${open} of the answers ${open === 1 ? 'is' : 'are'} less than 72 hours old.`]
      : []),
    `Before: ${periodText(before, 'en')}. Helpful and CSAT are the share of 4 and 5 of 5.`,
  ];
}

function weekTable({ weeks }: SupportTotals, locale: Locale): Report['csv'] {
  const zh = locale === 'zh';
  return {
    columns: zh
      ? ['周（起始日）', '回答评价数', '有帮助', '满意度评价数', '满意']
      : ['Week of', 'Answers rated', 'Helpful', 'Support rated', 'Content'],
    rows: weeks.map(({ start, helpful, csat }) => [
      start,
      helpful.rated,
      helpful.content,
      csat.rated,
      csat.content,
    ]),
  };
}
