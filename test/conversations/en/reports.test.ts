import { describe, expect, it } from 'vitest';
import { chartBlock } from '../../../src/adapters/slack/render-data.ts';
import { aWorld, transcript } from '../../harness/world.ts';

const DANA = { name: 'Dana', role: 'rep' } as const;

describe('reports', () => {
  transcript('say that there is nothing yet, and what was compared', DANA, [
    {
      says: 'sales report for Q1',
      hears: [/^Sales: Q1 2026/, /Nothing was won/, /Before: .*2025/],
      changes: [],
    },
    { says: 'leaderboard', hears: /No deal was closed/ },
    { says: 'win rate', hears: /No deal was won or lost/ },
    { says: 'activity report', hears: /No activity was logged/ },
    {
      says: 'what changed in the pipeline since last week',
      hears: /no open deals, and nothing changed/,
    },
    { says: 'support report', hears: /Nothing was asked or rated in this period/ },
  ]);

  transcript('follow one deal from the pipeline to the leaderboard, and stay in focus', DANA, [
    { says: 'new company Acme' },
    { says: 'log a $5,000 deal with Acme' },
    {
      says: 'pipeline report',
      hears: [/At the start \| 0/, /New \| 1 \| \+\$5,000/, /At the end \| 1 \| \$5,000/],
    },
    {
      says: 'pipeline report by owner',
      hears: [
        /^Pipeline: /,
        /Owner \| Deals \| Value \| ± deals \| Value then \| What changed/,
        /Dana \| 1 \| \$5,000 \| \+1 \| .* \| New \+\$5,000/,
        /At the start \| 0/,
        /New \| 1 \| \+\$5,000/,
        /At the end \| 1 \| \$5,000/,
        /Since Mar 11, 2026: new 1 \(\$5,000\)/,
      ],
    },
    { says: 'by product', hears: /\(none\) \| 1 \| \$5,000 \| \+1/ },
    { says: 'by team as csv', hears: /pipeline-2026-03-11-2026-03-18-team\.csv/ },
    { says: 'we won it' },
    { says: 'sales this month by owner', hears: [/Dana \| 1 \| \$5,000/, /March 2026|Mar 2026/] },
    { says: 'and last month?', hears: [/Feb 2026/, /Nothing was won/] },
    { says: 'how about this quarter', hears: [/Q1 2026/, /Dana \| 1 \| \$5,000/] },
    { says: 'by product', hears: /\(none\) \| 1 \| \$5,000/ },
    { presses: 'By team', hears: /Team \| Deals/ },
    { says: 'who sold the most', hears: /1 \| Dana \| 1 \| \$5,000 \| 100%/ },
    { says: 'win rate this year', hears: [/Win rate: 100%/, /Time to win: 0 days/] },
  ]);

  transcript('come as a file on request, by button or in words', DANA, [
    {
      says: 'sales report for Q1 as csv',
      hears: [/0 rows|3 rows/, /sales-2026-01-01-2026-03-31-month\.csv/],
    },
    { says: 'win rate this year' },
    { presses: 'CSV', hears: /win-loss-2026-01-01-2026-12-31-reason\.csv/ },
  ]);

  transcript('ask which one is meant, and name what a report cannot be grouped by', DANA, [
    { says: 'give me a report', hears: /Which report\?.*\[Sales\].*\[Win\/loss\]/s },
    { presses: 'Leaderboard', hears: /^Leaderboard/ },
    { says: 'sales by loss reason', hears: /cannot be grouped by reason: this is by/ },
  ]);

  it('are drawn in charts that Slack can show, in the demo company', async () => {
    const world = await aWorld({ demo: true });
    const maya = await world.person({ name: 'Maya Patel', role: 'manager' });
    for (const says of [
      'sales report for last year',
      'sales by account last year',
      'leaderboard',
      'win rate this year by month',
      'activity report last week',
      'pipeline report',
      'pipeline report by account',
      'pipeline report by month',
      'sales by week last year',
    ]) {
      const { reply } = await maya.says(says);
      const charts = reply?.blocks.filter((block) => block.kind === 'chart') ?? [];
      expect(charts.length, says).toBeGreaterThan(0);
      for (const chart of charts) expect(chartBlock(chart), says).not.toBeNull();
    }
  });

  transcript('of support are a support agent’s, and no others', { name: 'Sam', role: 'support' }, [
    { says: 'support report', hears: /Nothing was asked or rated in this period/ },
    { says: 'sales report for Q1', hears: /may not do that with your role/, changes: [] },
    { says: 'leaderboard', hears: /may not do that with your role/ },
  ]);

  it('are not given where outsiders read', async () => {
    const world = await aWorld({ outsidersRead: true });
    const dana = await world.person(DANA);
    expect((await dana.says('sales report for Q1')).text).not.toMatch(/Nothing was won/);
  });
});
