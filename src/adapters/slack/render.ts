import {
  type Action,
  type Block,
  type Button,
  type Chart,
  type Field,
  type Form,
  type Reply,
  type Table,
  textOf,
} from '../../reply/reply.ts';
import { encodeAction, encodeButton, OPTION_VALUE_MAX } from './action-code.ts';
import { LIMITS, type SlackBlock } from './limits.ts';
import { ACTION_PREFIX } from './listens.ts';
import { chartLines, preformatted, tableLines } from './monospace.ts';
import { chartBlock, type TableBlock, tableBlocks } from './render-data.ts';
import { bold, escapedClip, escapeText, piecesOf } from './text.ts';

/** One message: `text` for notifications and screen readers, and what to send when Slack refuses the blocks. */
export type SlackMessage = { text: string; blocks: SlackBlock[]; withoutBlocks: string[] };

/** A reply as messages: one, or as many as Slack's limits ask for. None when there is nothing to say. */
export function renderMessages(reply: Reply): SlackMessage[] {
  const pieces = reply.blocks.flatMap((block) => drawn(block, 'message'));
  if (pieces.length === 0) return textMessages(reply.text);
  const pages = pagesOf(pieces);
  return pages.map((page) => {
    const said = pages.length === 1 ? reply.text : page.map(({ says }) => says).join('\n');
    return {
      text: escapedClip(said, LIMITS.fallbackText),
      blocks: numbered(page.map(({ block }) => block)),
      withoutBlocks: piecesOf(said, LIMITS.fallbackText).map(escapeText),
    };
  });
}

/** A reply as the blocks of a Home tab, which draws neither tables nor charts: those are written out. */
export function renderHome(reply: Reply): SlackBlock[] {
  const pieces = reply.blocks.flatMap((block) => drawn(block, 'home'));
  const blocks =
    pieces.length > 0
      ? pieces.map(({ block }) => block)
      : paragraphs(reply.text).map(({ block }) => block);
  return numbered(blocks.slice(0, LIMITS.viewBlocks));
}

/** The actions of a reply that no button could carry; for the log. */
export function actionsLeftOut(reply: Reply): Action[] {
  const buttons = reply.blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons;
    return block.kind === 'menu' ? block.options : [];
  });
  return buttons.map(({ action }) => action).filter((action) => encodeButton(action) === null);
}

/** A block with what it says in words; `size` counts towards what one message holds. */
type Piece = { block: SlackBlock; says: string; size: number };

function textMessages(text: string): SlackMessage[] {
  return piecesOf(text, LIMITS.section).map((part) => ({
    text: escapeText(part),
    blocks: [plainSection(part)],
    withoutBlocks: [escapeText(part)],
  }));
}

function drawn(block: Block, surface: 'message' | 'home'): Piece[] {
  switch (block.kind) {
    case 'text':
      return paragraphs(block.text);
    case 'heading':
      return headings(block.text);
    case 'note':
      return piecesOf(block.text, LIMITS.contextText).map((part) =>
        piece({ type: 'context', elements: [plain(escapeText(part))] }, part),
      );
    case 'fields':
      return fieldSections(block.fields);
    case 'table':
      return [
        ...titles(block.title),
        ...(surface === 'home' ? lines(tableLines(block)) : tables(block)),
      ];
    case 'chart':
      return surface === 'home' ? homeChart(block) : messageChart(block);
    case 'buttons':
      return actionRows(block.buttons.map(buttonElement), textOf(block));
    case 'menu':
      return actionRows(menuElements(block.prompt, block.options), textOf(block));
    case 'form':
      return actionRows([buttonElement(formButton(block.form))], textOf(block));
    // A picture is shown by Slack itself once it is shared; its words stand in the message.
    case 'image':
    case 'file':
      return piecesOf(textOf(block), LIMITS.contextText).map((part) =>
        piece({ type: 'context', elements: [plain(escapeText(part))] }, part),
      );
    default:
      return block satisfies never;
  }
}

function tables(table: Table): Piece[] {
  return tableBlocks(table).map((block) => piece(block, rowsOf(block)));
}

function messageChart(chart: Chart): Piece[] {
  const block = chartBlock(chart);
  return block === null ? paragraphs(textOf(chart)) : [piece(block, textOf(chart))];
}

function homeChart(chart: Chart): Piece[] {
  const bars = chartLines(chart);
  return bars === null ? paragraphs(textOf(chart)) : [...titles(chart.title), ...lines(bars)];
}

function lines(texts: readonly string[]): Piece[] {
  return preformatted(texts).map(({ block, says }) => piece(block, says));
}

function rowsOf({ rows }: TableBlock): string {
  return rows.map((row) => row.map(({ text }) => text).join(' | ')).join('\n');
}

function piece(block: SlackBlock, says: string): Piece {
  return { block, says, size: weightOf(block) };
}

/** How much a block counts towards what one message holds. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value)
    .filter(([field]) => field !== 'value' && field !== 'type')
    .reduce((sum, [, inner]) => sum + weightOf(inner), 0);
}

/** Fills pages in order; a heading is not left alone at the foot of one. */
function pagesOf(pieces: readonly Piece[]): Piece[][] {
  const pages: Piece[][] = [[]];
  for (const next of pieces) {
    const page = pages.at(-1) ?? [];
    if (page.length === 0 || fits(page, next)) {
      page.push(next);
      continue;
    }
    const last = page.at(-1);
    const heading = page.length > 1 && last?.block.type === 'header' ? page.splice(-1) : [];
    pages.push([...heading, next]);
  }
  return pages;
}

function fits(page: readonly Piece[], next: Piece): boolean {
  const size = page.reduce((sum, other) => sum + other.size, next.size);
  const alike = page.filter(({ block }) => block.type === next.block.type).length;
  if (page.length >= LIMITS.messageBlocks || size > LIMITS.messageSize) return false;
  if (next.block.type === 'table') return alike < LIMITS.tablesPerMessage;
  return next.block.type !== 'data_visualization' || alike < LIMITS.chartsPerMessage;
}

/** The blocks with action ids that are unique within the message. */
export function numbered(blocks: readonly SlackBlock[]): SlackBlock[] {
  let next = 0;
  return blocks.map((block) => {
    if (block.type !== 'actions' || !Array.isArray(block.elements)) return block;
    const elements = (block.elements as SlackBlock[]).map((element) => {
      next += 1;
      return { ...element, action_id: `${ACTION_PREFIX}${next}` };
    });
    return { ...block, elements };
  });
}

// plain_text, not mrkdwn: asterisks, underscores, addresses and colons in a note stay what they are.
function plain(escaped: string): SlackBlock {
  return { type: 'plain_text', text: escaped, emoji: false };
}

function plainSection(text: string): SlackBlock {
  return { type: 'section', text: plain(escapeText(text)) };
}

function paragraphs(text: string): Piece[] {
  return piecesOf(text, LIMITS.section).map((part) => piece(plainSection(part), part));
}

function headings(text: string): Piece[] {
  if (text.trim() === '') return [];
  if (piecesOf(text, LIMITS.header).length > 1) return paragraphs(text);
  const line = text.replaceAll('\n', ' ');
  return [piece({ type: 'header', text: plain(escapedClip(line, LIMITS.header)) }, text)];
}

function titles(text: string): Piece[] {
  if (text.trim() === '') return [];
  const title = { type: 'mrkdwn', text: bold(text, LIMITS.section), verbatim: true };
  return [piece({ type: 'section', text: title }, text)];
}

/** Label and value side by side: a section sets its fields in two columns. */
function fieldSections(fields: readonly Field[]): Piece[] {
  const pieces: Piece[] = [];
  let pending: Field[] = [];
  const flush = () => {
    const row = pending.flatMap(({ label, value }) => [
      { type: 'mrkdwn', text: bold(label, LIMITS.field), verbatim: true },
      plain(escapedClip(value, LIMITS.field)),
    ]);
    if (row.length > 0)
      pieces.push(
        piece({ type: 'section', fields: row }, textOf({ kind: 'fields', fields: pending })),
      );
    pending = [];
  };
  for (const field of fields) {
    if (piecesOf(field.value, LIMITS.field).length > 1) {
      flush();
      pieces.push(...paragraphs(`${field.label}: ${field.value}`));
      continue;
    }
    pending.push(field);
    if (pending.length === LIMITS.sectionFields / 2) flush();
  }
  flush();
  return pieces;
}

function actionRows(elements: readonly (SlackBlock | null)[], says: string): Piece[] {
  const usable = elements.filter((element) => element !== null);
  return Array.from({ length: Math.ceil(usable.length / LIMITS.actions) }, (_, i) =>
    piece(
      {
        type: 'actions',
        elements: usable.slice(i * LIMITS.actions, (i + 1) * LIMITS.actions),
      },
      i === 0 ? says : '',
    ),
  );
}

function buttonElement({ label, style, action }: Button): SlackBlock | null {
  const value = encodeButton(action);
  if (value === null) return null;
  return {
    type: 'button',
    text: plain(escapedClip(label, LIMITS.buttonLabel)),
    value,
    ...(style !== undefined && { style }),
  };
}

/** A select menu; where an action is too long for an option, a button for each: those carry thirteen times as much. */
function menuElements(prompt: string, options: readonly Button[]): (SlackBlock | null)[] {
  const coded = options.map(({ label, action }) => ({
    label,
    value: encodeAction(action, OPTION_VALUE_MAX),
  }));
  if (coded.some(({ value }) => value === null)) return options.map(buttonElement);
  return Array.from({ length: Math.ceil(coded.length / LIMITS.options) }, (_, i) => ({
    type: 'static_select',
    placeholder: plain(escapedClip(prompt, LIMITS.placeholder)),
    options: coded.slice(i * LIMITS.options, (i + 1) * LIMITS.options).map(({ label, value }) => ({
      text: plain(escapedClip(label, LIMITS.optionLabel)),
      value,
    })),
  }));
}

function formButton({ title, command, fields }: Form): Button {
  const filled = fields.filter(({ value }) => value !== undefined);
  return {
    label: title,
    style: 'primary',
    action: {
      kind: 'open-form',
      command,
      arguments: Object.fromEntries(filled.map(({ name, value }) => [name, value])),
    },
  };
}
