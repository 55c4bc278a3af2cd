import { describe, expect, it } from 'vitest';
import { decodeAction } from '../../../src/adapters/slack/action-code.ts';
import type { SlackBlock } from '../../../src/adapters/slack/limits.ts';
import { actionsLeftOut, renderHome, renderMessages } from '../../../src/adapters/slack/render.ts';
import {
  type Action,
  type Chart,
  type Reply,
  replyOf,
  say,
  type Table,
} from '../../../src/reply/reply.ts';
import { blockFaults } from '../../harness/slack-block-limits.ts';
import { labelsOf } from '../../harness/slack-double.ts';

const ATTACK =
  '<!channel> <@U1> <http://bank.test|bank> *bold* _x_ `y` :smile: https://evil.test & co';
const SHOW: Action = { kind: 'run', command: 'deal.show', arguments: { deal: 'Acme' } };

function only(reply: Reply) {
  const [message, ...more] = renderMessages(reply);
  if (message === undefined || more.length > 0) throw new Error('not one message');
  return message;
}

function buttonOf(blocks: readonly SlackBlock[]) {
  const [button] = (blocks[0]?.elements ?? []) as { value: string }[];
  return button;
}

function aTable(rows: number, columns = 3, cell = 'x'): Table {
  return {
    kind: 'table',
    title: 'Deals',
    columns: Array.from({ length: columns }, (_, i) => ({
      label: `c${i}`,
      align: 'left' as const,
    })),
    rows: Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, () => `${cell}${r}`),
    ),
  };
}

function aChart(series: number, points: number, chart: Chart['chart'] = 'bar'): Chart {
  return {
    kind: 'chart',
    chart,
    title: 'Pipeline',
    unit: 'USD',
    series: Array.from({ length: series }, (_, s) => ({
      name: `series ${s}`,
      points: Array.from({ length: points }, (_, p) => ({ label: `month ${p}`, value: p + 1 })),
    })),
  };
}

describe('a reply in Slack', () => {
  it('is drawn with native blocks', () => {
    const { text, blocks } = only(
      replyOf(
        { kind: 'heading', text: 'Acme' },
        { kind: 'text', text: 'A deal.' },
        { kind: 'fields', fields: [{ label: 'Stage', value: 'Proposal' }] },
        aTable(2),
        aChart(1, 3),
        { kind: 'buttons', buttons: [{ label: 'Show', style: 'primary', action: SHOW }] },
        { kind: 'menu', prompt: 'Pick', options: [{ label: 'One', action: SHOW }] },
        { kind: 'note', text: 'as of today' },
      ),
    );
    expect(blocks.map(({ type }) => type)).toEqual([
      'header',
      'section',
      'section',
      'section',
      'table',
      'data_visualization',
      'actions',
      'actions',
      'context',
    ]);
    expect(text).toContain('Stage: Proposal');
    expect(blockFaults(blocks, 'message')).toEqual([]);
  });

  it('keeps mentions, links and markup of CRM text inert wherever it stands', () => {
    const reply = replyOf(
      { kind: 'heading', text: ATTACK },
      { kind: 'text', text: ATTACK },
      { kind: 'note', text: ATTACK },
      { kind: 'fields', fields: [{ label: ATTACK, value: ATTACK }] },
      { kind: 'buttons', buttons: [{ label: ATTACK, action: SHOW }] },
      { kind: 'menu', prompt: ATTACK, options: [{ label: ATTACK, action: SHOW }] },
    );
    const { text, blocks, withoutBlocks } = only(reply);
    for (const said of [text, JSON.stringify(blocks), ...withoutBlocks]) {
      expect(said).not.toMatch(/<[!@#h]/);
      expect(said).toContain('&lt;!channel&gt;');
    }
    const marked = JSON.stringify(blocks).match(/"type":"mrkdwn"[^}]*/g) ?? [];
    expect(marked).toHaveLength(1);
    expect(marked[0]).toContain('"verbatim":true');
    expect(marked[0]).not.toMatch(/_x_|`y`/);
  });

  it('shows table cells letter by letter, for a raw_text cell knows no markup', () => {
    const { blocks } = only(replyOf({ ...aTable(0), rows: [[ATTACK, 'A & B', '']] }));
    expect(blocks.at(-1)?.rows).toContainEqual([
      { type: 'raw_text', text: ATTACK },
      { type: 'raw_text', text: 'A & B' },
      { type: 'raw_text', text: ' ' },
    ]);
  });

  it('says in words what a chart cannot draw', () => {
    for (const chart of [aChart(7, 3), aChart(1, 21), aChart(1, 7, 'pie'), aChart(2, 3, 'pie')]) {
      const [block] = only(replyOf(chart)).blocks;
      expect(block?.type).toBe('section');
      expect(JSON.stringify(block)).toContain('month 1: 2 USD');
    }
  });

  it('keeps two series apart whose names are alike in their first letters', () => {
    const name = 'the very same long beginning';
    const chart = {
      ...aChart(2, 1),
      series: aChart(2, 1).series.map((s, i) => ({ ...s, name: `${name} ${i}` })),
    };
    expect(blockFaults(only(replyOf(chart)).blocks, 'message')).toEqual([]);
  });

  it('goes over several messages when it holds two tables or three charts', () => {
    expect(renderMessages(replyOf(aTable(1), aTable(1)))).toHaveLength(2);
    expect(renderMessages(replyOf(aChart(1, 1), aChart(1, 1), aChart(1, 1)))).toHaveLength(2);
  });

  it('is escaped once, also where it goes over several messages', () => {
    for (const { text, blocks, withoutBlocks } of renderMessages(say('A & B < C. '.repeat(2000))))
      for (const said of [text, JSON.stringify(blocks), ...withoutBlocks]) {
        expect(said).toContain('A &amp; B &lt; C.');
        expect(said).not.toContain('&amp;lt;');
        expect(said).not.toContain('&amp;amp;');
      }
  });

  it('fits a table of twenty columns whose cells and headings are all long', () => {
    const wide = aTable(3, 20, 'x'.repeat(1000));
    const columns = wide.columns.map((column) => ({ ...column, label: 'y'.repeat(1000) }));
    for (const { blocks } of renderMessages(replyOf({ ...wide, columns })))
      expect(blockFaults(blocks, 'message')).toEqual([]);
  });

  it('repeats the heading row of a table that goes over several messages', () => {
    const messages = renderMessages(replyOf(aTable(150)));
    expect(messages).toHaveLength(2);
    for (const { blocks } of messages) {
      const rows = blocks.at(-1)?.rows as { text: string }[][];
      expect(rows[0]?.map(({ text }) => text)).toEqual(['c0', 'c1', 'c2']);
    }
  });

  it('gives each press its action back unharmed', () => {
    const action: Action = {
      kind: 'run',
      command: 'account.create',
      arguments: { name: 'Smith & <Sons> "Ltd" 华为 😀' },
      nonce: 'n',
    };
    const { blocks } = only(replyOf({ kind: 'buttons', buttons: [{ label: 'Go', action }] }));
    const button = buttonOf(blocks);
    expect(button?.value).not.toMatch(/[&<>]/);
    expect(decodeAction(button?.value ?? '')).toEqual(action);
  });

  it('offers long choices as buttons, for the option of a menu holds little', () => {
    const long: Action = { ...SHOW, arguments: { deal: 'x'.repeat(200) } };
    const { blocks } = only(
      replyOf({
        kind: 'menu',
        prompt: 'Which?',
        options: [
          { label: 'A', action: SHOW },
          { label: 'B', action: long },
        ],
      }),
    );
    expect(JSON.stringify(blocks)).not.toContain('static_select');
    expect(labelsOf(blocks)).toEqual(['A', 'B']);
  });

  it('offers a form that is filled in beyond measure with less filled in', () => {
    const action: Action = {
      kind: 'open-form',
      command: 'activity.log',
      arguments: { about: 'Acme', summary: 'x'.repeat(3000) },
    };
    const { blocks } = only(replyOf({ kind: 'buttons', buttons: [{ label: 'Log', action }] }));
    const button = buttonOf(blocks);
    expect(decodeAction(button?.value ?? '')).toEqual({ ...action, arguments: { about: 'Acme' } });
  });

  it('leaves out a button that cannot carry its action, and says so to the log', () => {
    const action: Action = { ...SHOW, arguments: { deal: 'x'.repeat(3000) } };
    const reply = replyOf(
      { kind: 'text', text: 'Hm.' },
      { kind: 'buttons', buttons: [{ label: 'Go', action }] },
    );
    expect(only(reply).blocks).toHaveLength(1);
    expect(actionsLeftOut(reply)).toEqual([action]);
  });

  it('is nothing when there is nothing to say', () => {
    expect(renderMessages({ text: '', blocks: [] })).toEqual([]);
  });

  it('is a paragraph when there are no blocks', () => {
    expect(only({ text: 'plain', blocks: [] }).blocks).toHaveLength(1);
  });
});

describe('a reply in the Home tab', () => {
  it('sets a table in columns, Chinese characters twice as wide', () => {
    const table: Table = {
      kind: 'table',
      title: 'Deals',
      columns: [
        { label: 'Deal', align: 'left' },
        { label: 'Value', align: 'right' },
      ],
      rows: [
        ['华为续约', '¥8,000'],
        ['Acme', '$50'],
      ],
    };
    expect(JSON.stringify(renderHome(replyOf(table)))).toContain(
      JSON.stringify('Deal       Value\n华为续约  ¥8,000\nAcme         $50').slice(1, -1),
    );
  });

  it('draws a chart with characters', () => {
    expect(JSON.stringify(renderHome(replyOf(aChart(1, 2))))).toContain(
      `month 0  ${'█'.repeat(12)} 1 USD\\nmonth 1  ${'█'.repeat(24)} 2 USD`,
    );
  });

  it('says a chart of several series in words', () => {
    expect(JSON.stringify(renderHome(replyOf(aChart(2, 1))))).toContain('series 1, month 0: 1 USD');
  });
});
