import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settledCard } from '../../../src/adapters/slack/card.ts';
import { formView } from '../../../src/adapters/slack/modal.ts';
import { renderHome, renderMessages } from '../../../src/adapters/slack/render.ts';
import { type Action, type Block, type Form, replyOf, say } from '../../../src/reply/reply.ts';
import { blockFaults, viewFaults } from '../../harness/slack-block-limits.ts';

const ATTACK =
  '<!channel> <@U1> <http://bank.test|bank> *bold* _x_ `y` :smile: https://evil.test & co';

/** Around the limits, and far beyond. */
const lengths = [20, 24, 50, 75, 150, 255, 2000, 3000, 3900].flatMap((n) => [
  n - 1,
  n,
  n + 1,
  n + 9,
]);
const text = fc.oneof(
  fc.constantFrom(...lengths).map((n) => 'x'.repeat(n)),
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.constantFrom(
    ATTACK,
    '',
    ' ',
    '\n',
    '\ud800',
    '华为'.repeat(40),
    '&<>'.repeat(900),
    'word '.repeat(1500),
  ),
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('answer' as const),
    pending: fc.uuid(),
    choice: fc.constantFrom('yes', '0'),
  }),
  fc.record({
    kind: fc.constantFrom('run' as const, 'open-form' as const),
    command: fc.constantFrom('deal.show', 'deal.log'),
    arguments: fc.dictionary(fc.constantFrom('deal', 'name'), text, { maxKeys: 2 }),
  }),
);
const button = fc.record({ label: text, action });
const row = fc.array(text, { maxLength: 22, size: 'max' });
const point = fc.record({
  label: text,
  value: fc.oneof(fc.integer({ min: -5, max: 99 }), fc.double()),
});
const form: fc.Arbitrary<Form> = fc.record({
  command: fc.constant('deal.log'),
  title: text,
  submit: text,
  fields: fc
    .uniqueArray(fc.constantFrom('account', 'value', 'stage', 'closeDate'), { minLength: 1 })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.record(
            {
              name: fc.constant(name),
              label: text,
              required: fc.boolean(),
              value: text,
              input: fc.oneof(
                fc.record({
                  kind: fc.constant('text' as const),
                  multiline: fc.boolean(),
                  placeholder: text,
                }),
                fc.record({ kind: fc.constant('date' as const) }),
                fc.record({
                  kind: fc.constant('choice' as const),
                  options: fc.array(fc.record({ label: text, value: text }), { maxLength: 120 }),
                }),
              ),
            },
            { requiredKeys: ['name', 'label', 'required', 'input'] },
          ),
        ),
      ),
    ),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'heading' as const, 'note' as const), text }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: text, value: text }), { maxLength: 25 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    title: text,
    columns: fc.array(
      fc.record({ label: text, align: fc.constantFrom('left' as const, 'right' as const) }),
      { maxLength: 22 },
    ),
    rows: fc.array(row, { maxLength: 40, size: 'max' }),
  }),
  fc.record({
    kind: fc.constant('chart' as const),
    chart: fc.constantFrom('bar' as const, 'line' as const, 'pie' as const),
    title: text,
    unit: text,
    series: fc.array(fc.record({ name: text, points: fc.array(point, { maxLength: 22 }) }), {
      maxLength: 7,
    }),
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(button, { maxLength: 60 }),
  }),
  fc.record({
    kind: fc.constant('menu' as const),
    prompt: text,
    options: fc.array(button, { maxLength: 120 }),
  }),
  fc.record({ kind: fc.constant('form' as const), form }),
);
const reply = fc.array(block, { maxLength: 12 }).map((blocks) => replyOf(...blocks));

describe('whatever the reply', () => {
  it('no message of it breaks a limit, and each has a text', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(reply, (any) => {
        for (const message of renderMessages(any)) {
          expect(blockFaults(message.blocks, 'message')).toEqual([]);
          expect(message.text.trim()).not.toBe('');
          expect(message.text.length).toBeLessThanOrEqual(4000);
          expect(message.withoutBlocks.every((part) => part.length <= 4000)).toBe(true);
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('no markup of it is live', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(reply, (any) => {
        for (const { text: fallback, blocks } of renderMessages(any)) {
          expect(fallback).not.toMatch(/[<>]/);
          const texts = JSON.stringify(
            blocks.filter(({ type }) => type !== 'table' && type !== 'data_visualization'),
          );
          expect(texts).not.toMatch(/[<>]/);
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('every word of its paragraphs arrives', { timeout: 60_000 }, () => {
    const words = (said: string) => said.replace(/\s+/g, '');
    fc.assert(
      fc.property(fc.string({ maxLength: 9000, size: 'max', unit: 'grapheme' }), (paragraph) => {
        const parts = renderMessages(say(paragraph)).flatMap(({ blocks }) => blocks);
        const shown = parts.map(({ text: part }) => (part as { text: string }).text).join('');
        const read = shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        expect(words(read)).toBe(words(paragraph));
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  it('the Home tab takes it', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(reply, (any) => {
        const blocks = renderHome(any);
        if (blocks.length > 0) expect(viewFaults({ type: 'home', blocks })).toEqual([]);
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('a form of it opens as a modal', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(form, (any) => {
        const view = formView(any, { kind: 'thread', channel: 'C1', thread: '1.1' });
        expect(viewFaults(view)).toEqual([]);
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('a card with its answer below breaks no limit', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(reply, reply, action, (card, answer, pressed) => {
        const [shown] = renderMessages(card);
        const settled = settledCard(shown ?? { text: 'x', blocks: [] }, pressed, answer);
        if (settled !== null) expect(blockFaults(settled.blocks, 'message')).toEqual([]);
      }),
      { numRuns: 80, seed: 7 },
    );
  });
});
