import type { Action, Reply } from '../../reply/reply.ts';
import { decodeAction, encodeJson } from './action-code.ts';
import { LIMITS, type SlackBlock } from './limits.ts';
import { numbered, renderMessages, type SlackMessage, weightOf } from './render.ts';

const STAMP = 'for';

/** The blocks with the mark of whom they answer, on every row of buttons: Slack gives it back with a press. */
export function stamped(blocks: readonly SlackBlock[], user: string, serial: string): SlackBlock[] {
  return blocks.map((block, i) =>
    block.type === 'actions' ? { ...block, block_id: [STAMP, user, i, serial].join(':') } : block,
  );
}

/** Whom the pressed row of buttons answers; null when it says nothing of it. */
export function stampedFor(blockId: string): string | null {
  const [stamp, user] = blockId.split(':');
  return stamp === STAMP && user !== undefined ? user : null;
}

/** Whether a press uses its button up: an answered question, an undo, an action that takes effect once. */
export function isSpent(action: Action): boolean {
  switch (action.kind) {
    case 'answer':
      return true;
    case 'run':
      return action.nonce !== undefined || action.command === 'change.undo';
    case 'open-form':
      return false;
    default:
      return action satisfies never;
  }
}

/**
 * A card after its press: the buttons that are used up are gone, and what happened stands below.
 *
 * @returns null when both do not fit into one message: then the answer is posted by itself.
 */
export function settledCard(
  card: { text: string; blocks: readonly SlackBlock[] },
  action: Action,
  reply: Reply,
): Pick<SlackMessage, 'text' | 'blocks'> | null {
  const [answer, ...more] = renderMessages(reply);
  if (answer === undefined || more.length > 0) return null;
  const blocks = [...withoutSpent(card.blocks, action), ...answer.blocks];
  const tables = blocks.filter(({ type }) => type === 'table').length;
  const charts = blocks.filter(({ type }) => type === 'data_visualization').length;
  const fits =
    blocks.length <= LIMITS.messageBlocks &&
    weightOf(blocks) <= LIMITS.messageSize &&
    tables <= LIMITS.tablesPerMessage &&
    charts <= LIMITS.chartsPerMessage;
  if (!fits) return null;
  return {
    text: `${card.text}\n${answer.text}`.trim().slice(0, LIMITS.fallbackText),
    blocks: numbered(blocks),
  };
}

/** The blocks without the buttons and menus that the press used up; block ids are Slack's to give anew. */
export function withoutSpent(blocks: readonly SlackBlock[], action: Action): SlackBlock[] {
  return blocks.flatMap(({ block_id: _, ...block }) => {
    if (!Array.isArray(block.elements) || block.type !== 'actions') return [block];
    const elements = (block.elements as SlackBlock[]).filter(
      (element) => !actionsOf(element).some((other) => usedUpBy(action, other)),
    );
    return elements.length === 0 ? [] : [{ ...block, elements }];
  });
}

function actionsOf(element: SlackBlock): Action[] {
  const options = Array.isArray(element.options) ? (element.options as SlackBlock[]) : [];
  return [element, ...options]
    .map((holder) => holder.value)
    .filter((value) => typeof value === 'string')
    .map(decodeAction)
    .filter((action) => action !== null);
}

function usedUpBy(pressed: Action, other: Action): boolean {
  if (pressed.kind === 'answer')
    return other.kind === 'answer' && other.pending === pressed.pending;
  if (pressed.kind === 'run' && pressed.nonce !== undefined)
    return other.kind === 'run' && other.nonce === pressed.nonce;
  return encodeJson(pressed) === encodeJson(other);
}
