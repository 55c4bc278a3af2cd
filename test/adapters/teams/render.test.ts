import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, escapeMarkdown } from '../../../src/adapters/teams/plain-text.ts';
import { renderCard, renderMessage } from '../../../src/adapters/teams/render.ts';
import {
  type Action,
  type Block,
  type Button,
  type Reply,
  replyOf,
  say,
} from '../../../src/reply/reply.ts';

const SHOW: Action = { kind: 'run', command: 'deal.show', arguments: { deal: 'D-1' } };

/** Two bytes for every UTF-16 unit, as Teams counts. */
const bytesOf = (value: unknown): number => JSON.stringify(value).length * 2;

function bodyOf(...blocks: readonly Block[]) {
  return renderCard(replyOf(...blocks), 'post-1').body;
}

describe('a picture in Teams', () => {
  const picture: Block = {
    kind: 'image',
    alt: 'Graph around E1042',
    file: { id: 'f1', name: 'graph.png', mediaType: 'image/png', size: 4 },
  };

  it('is shown by its signed link, with words for those who do not see it', () => {
    const { body } = renderCard(replyOf(picture), 'p', (id) => `https://parley.example/${id}`);
    expect(body).toMatchObject([
      { type: 'Image', url: 'https://parley.example/f1', altText: 'Graph around E1042' },
    ]);
  });

  it('is told in words where Parley has no address', () => {
    expect(bodyOf(picture)).toMatchObject([{ text: 'Graph around E1042' }, { type: 'TextBlock' }]);
  });
});

describe('a reply in Teams', () => {
  it('of one paragraph is a plain message', () => {
    expect(renderMessage(say('*Done*\nreally'), 'p')).toEqual({
      type: 'message',
      text: '*Done*\nreally',
      textFormat: 'plain',
    });
  });

  it('of more is one card with text for those who see none', () => {
    const message = renderMessage(
      replyOf({ kind: 'heading', text: 'Globex' }, { kind: 'text', text: 'Two\n\nlines' }),
      'p',
    );
    expect(message).toMatchObject({
      summary: 'Globex Two lines',
      attachments: [{ content: { version: '1.5', fallbackText: 'Globex\nTwo\n\nlines' } }],
    });
    expect(message.text).toBeUndefined();
    expect(message.attachments?.[0]?.content.body).toMatchObject([
      { text: 'Globex', style: 'heading' },
      { text: 'Two', wrap: true },
      { text: 'lines', spacing: 'Small' },
    ]);
  });

  it('shows fields, a table and a note', () => {
    const table: Block = {
      kind: 'table',
      title: 'Deals',
      columns: [
        { label: 'Deal', align: 'left' },
        { label: 'Value', align: 'right' },
      ],
      rows: [['Globex renewal', '$50,000'], ['华为'], []],
    };
    expect(
      bodyOf({ kind: 'fields', fields: [{ label: 'Stage', value: 'a_b [x](y)' }] }, table, {
        kind: 'note',
        text: 'as of today',
      }),
    ).toMatchObject([
      { type: 'FactSet', facts: [{ title: 'Stage', value: 'a_b \\[x\\](y)' }] },
      { text: 'Deals' },
      {
        type: 'Table',
        firstRowAsHeader: true,
        columns: [{ width: 14 }, { horizontalCellContentAlignment: 'Right' }],
        rows: [
          { cells: [{ items: [{ text: 'Deal' }] }, {}] },
          {},
          { cells: [{ items: [{ text: '华为' }] }, { items: [{ text: '' }] }] },
          {},
        ],
      },
      { text: 'as of today', isSubtle: true },
    ]);
  });

  it('has buttons that demand no input, six in a row', () => {
    const buttons: Button[] = Array.from({ length: 8 }, (_, i) => ({
      label: `B${i}`,
      style: 'danger',
      action: SHOW,
    }));
    const sets = bodyOf({ kind: 'buttons', buttons });
    expect(sets).toHaveLength(2);
    expect(sets[0]).toMatchObject({
      type: 'ActionSet',
      actions: Array.from({ length: 6 }, () => ({
        type: 'Action.Execute',
        verb: 'deal.show',
        associatedInputs: 'none',
        style: 'destructive',
        data: { parley: SHOW },
      })),
    });
  });

  it('has menus and forms whose inputs all have labels', () => {
    const body = bodyOf(
      { kind: 'menu', prompt: '哪一个？', options: [{ label: '一', action: SHOW }] },
      {
        kind: 'form',
        form: {
          command: 'deal.log',
          title: '新商机',
          submit: '保存',
          fields: [
            {
              name: 'closeDate',
              label: '成交日',
              required: true,
              value: 'soon',
              input: { kind: 'date' },
            },
            {
              name: 'stage',
              label: '阶段',
              required: false,
              value: 'won',
              input: { kind: 'choice', options: [{ label: '赢单', value: 'won' }] },
            },
            {
              name: 'draft',
              label: '草稿',
              required: false,
              value: 'D1',
              input: { kind: 'hidden' },
            },
          ],
        },
      },
    );
    expect(body).toMatchObject([
      { type: 'Input.ChoiceSet', label: '哪一个？', choices: [{ title: '一' }] },
      { actions: [{ title: '选择', data: { parley: { kind: 'menu', input: 'menu_0' } } }] },
      { text: '新商机' },
      { type: 'Input.Date', label: '成交日', isRequired: true, errorMessage: '请填写成交日。' },
      { type: 'Input.ChoiceSet', label: '阶段', value: 'won' },
      { type: 'Input.Text', isVisible: false, value: 'D1' },
      { actions: [{ data: { parley: { kind: 'form', command: 'deal.log', nonce: 'post-1' } } }] },
    ]);
    expect(body[3]).not.toHaveProperty('value');
  });

  it.each([
    ['bar', 1, 'Chart.VerticalBar'],
    ['bar', 2, 'Chart.VerticalBar.Grouped'],
    ['line', 2, 'Chart.Line'],
    ['pie', 1, 'Chart.Pie'],
  ] as const)(
    'draws a %s chart of %i series, and a table where there are no charts',
    (chart, count, type) => {
      const series = Array.from({ length: count }, (_, i) => ({
        name: `S${i}`,
        points: [
          { label: 'Q1', value: 1.5 },
          { label: 'Q2', value: Number.NaN },
        ],
      }));
      const [title, drawn] = bodyOf({ kind: 'chart', chart, title: 'Won', unit: 'USD', series });
      expect(title).toMatchObject({ text: 'Won', style: 'heading' });
      expect(drawn).toMatchObject({
        type,
        title: 'Won',
        data: { length: chart === 'pie' || type === 'Chart.VerticalBar' ? 1 : count },
        fallback: { type: 'Container', items: [{ type: 'Table' }] },
      });
      expect(JSON.stringify(drawn)).not.toContain('null');
    },
  );

  it('says how many rows it had no room for', () => {
    const rows = Array.from({ length: 100 }, (_, i) =>
      Array.from({ length: 20 }, () => `cell ${i} ${'x'.repeat(40)}`),
    );
    const columns = Array.from({ length: 20 }, (_, i) => ({
      label: `C${i}`,
      align: 'left' as const,
    }));
    const message = renderMessage(replyOf({ kind: 'table', title: 'All', columns, rows }), 'p');
    const body = message.attachments?.[0]?.content.body ?? [];
    expect(body.at(-1)).toMatchObject({
      text: expect.stringMatching(/^\d+ more did not fit/),
      isSubtle: true,
    });
    expect(bytesOf(message)).toBeGreaterThan(20_000);
  });

  it('never exceeds 80 KB, and always has text', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const message = renderMessage(reply, 'post-1');
        expect(bytesOf(message)).toBeLessThan(78_000);
        expect(message.text ?? message.attachments?.[0]?.content.fallbackText).not.toBe('');
        const card = renderCard(reply, 'post-1');
        expect(bytesOf(card)).toBeLessThan(78_000);
        expect(card.fallbackText).not.toBe('');
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.constantFrom('"\\'.repeat(3000), '字'.repeat(9000), '🎉'.repeat(5000), 'a\n'.repeat(4000)),
);
const action = fc.oneof(
  fc.constant(SHOW),
  words.map((note): Action => ({ kind: 'run', command: 'x', arguments: { note } })),
);
const button = fc.record({ label: words, action });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'heading', 'note'), text: words }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: words, value: words }), { maxLength: 60 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    title: words,
    columns: fc.array(fc.record({ label: words, align: fc.constant('left' as const) }), {
      maxLength: 20,
    }),
    rows: fc.array(fc.array(words, { maxLength: 20 }), { maxLength: 100 }),
  }),
  fc.record({
    kind: fc.constant('chart' as const),
    chart: fc.constantFrom('bar' as const, 'line' as const, 'pie' as const),
    title: words,
    unit: fc.constant('USD'),
    series: fc.array(
      fc.record({
        name: words,
        points: fc.array(fc.record({ label: words, value: fc.double() }), { maxLength: 50 }),
      }),
      { maxLength: 6 },
    ),
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(button, { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('menu' as const),
    prompt: words,
    options: fc.array(button, { maxLength: 120 }),
  }),
);
const anyReply: fc.Arbitrary<Reply> = fc
  .array(block, { minLength: 1, maxLength: 12 })
  .map((blocks) => replyOf(...blocks));

describe('plain text in Markdown', () => {
  it.each([
    ['*a* [b](c) `d` ~~e~~', '\\*a\\* \\[b\\](c) \\`d\\` \\~\\~e\\~\\~'],
    ['snake_case _not_', 'snake_case \\_not\\_'],
    ['# no heading\n- no list\n1. no list', '\\# no heading\n\\- no list\n1\\. no list'],
    ['D-12 costs 1.5 > 1, R&D, AT&amp;T', 'D-12 costs 1.5 > 1, R&D, AT\\&amp;T'],
    ['<b>x</b> 3 < 4', '\\<b>x\\</b> 3 < 4'],
  ])('%s stays what it is', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('loses what nobody sees and is cut between characters', () => {
    expect(clean('a\u0000b\ud800c\u{e0041}\r\nd', 100)).toBe('abc\nd');
    expect(clean('ab🎉🎉', 4)).toBe('ab…');
    expect(clean('👨‍👩‍👧 é', 20)).toBe('👨‍👩‍👧 é');
  });
});
