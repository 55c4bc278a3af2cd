import type { Block, Reply } from '../../reply/reply.ts';
import { type Card, type Drawing, type LinkTo, note, type Room } from './card.ts';
import { drawBlock } from './draw.ts';
import { clean } from './plain-text.ts';
import { languageOf, WORDING } from './wording.ts';

/**
 * Teams refuses messages over 100 KB and advises to stay under 80; it counts two bytes for every UTF-16 unit of the
 * JSON. 2 KB are left for the addresses that botbuilder adds.
 */
const MESSAGE_UNITS = (80_000 - 2_000) / 2;

type Rendered = {
  type: 'message';
  text?: string;
  textFormat?: 'plain';
  /** What notifications and the chat list show. Not `text`: that would stand above the card and say everything twice. */
  summary?: string;
  attachments?: { contentType: 'application/vnd.microsoft.card.adaptive'; content: Card }[];
};

const noLink: LinkTo = () => null;

/** Renders a reply as one message: plain text when it is one paragraph, otherwise one card. Never over the limit. */
export function renderMessage(reply: Reply, nonce: string, linkTo: LinkTo = noLink): Rendered {
  const [first] = reply.blocks;
  if (first === undefined) return plain(reply.text);
  if (reply.blocks.length === 1 && first.kind === 'text') return plain(first.text);
  const card = cardThatFits(reply, nonce, linkTo);
  return card === null ? plain(reply.text) : messageWith(card, reply);
}

/** Renders a reply as a message with a card, also when it is one paragraph: it takes the place of a card. */
export function renderAsCard(reply: Reply, nonce: string, linkTo: LinkTo = noLink): Rendered {
  return messageWith(renderCard(reply, nonce, linkTo), reply);
}

/** Renders a reply as a card: what answers a press. */
export function renderCard(reply: Reply, nonce: string, linkTo: LinkTo = noLink): Card {
  const shown: Reply =
    reply.blocks.length > 0
      ? reply
      : { text: reply.text, blocks: [{ kind: 'text', text: reply.text }] };
  return (
    cardThatFits(shown, nonce, linkTo) ??
    draw(
      { text: reply.text, blocks: [{ kind: 'text', text: reply.text }] },
      nonce,
      linkTo,
      TEXT_ONLY,
    )
  );
}

function plain(text: string): Rendered {
  // Escaping at most doubles a text (a quote becomes \"), hence half of what is left.
  return { type: 'message', text: seen(text, MESSAGE_UNITS / 2 - 200), textFormat: 'plain' };
}

function messageWith(card: Card, reply: Reply): Rendered {
  return {
    type: 'message',
    summary: seen(reply.text.replace(/\s+/g, ' '), 250),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

/** Teams refuses empty texts; a reply may hold nothing but characters that nobody sees. */
function seen(text: string, max: number): string {
  const shown = clean(text, max);
  return shown.trim() === '' ? '…' : shown;
}

/** From roomy to tight: first fewer rows, then shorter cells, at last shorter paragraphs and fewer blocks. */
const ROOMS: readonly Room[] = [
  ...[100, 70, 50, 35, 25, 15].map((rows) => ({ rows, cell: 400, text: 10_000, blocks: 60 })),
  ...[50, 25, 12, 6].map((rows) => ({ rows, cell: 100, text: 2000, blocks: 60 })),
  ...[10, 5].map((rows) => ({ rows, cell: 60, text: 400, blocks: 30 })),
];
const TIGHTEST: Room = { rows: 3, cell: 40, text: 200, blocks: 10 };
const TEXT_ONLY: Room = { rows: 0, cell: 0, text: 5000, blocks: 1 };

function cardThatFits(reply: Reply, nonce: string, linkTo: LinkTo): Card | null {
  for (const room of [...ROOMS, TIGHTEST]) {
    const card = draw(reply, nonce, linkTo, room);
    // The summary and the envelope around the card.
    if (JSON.stringify(card).length + 700 <= MESSAGE_UNITS) return card;
  }
  return null;
}

function draw(reply: Reply, nonce: string, linkTo: LinkTo, room: Room): Card {
  const language = languageOf(reply.text);
  const drawing: Drawing = { room, language, nonce, linkTo };
  const { shown, leftOut } = pick(reply.blocks, room);
  const body = [
    ...shown.flatMap((block, i) => drawBlock(block, `menu_${i}`, drawing)),
    ...(leftOut ? [note(WORDING.cut[language])] : []),
  ];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: language === 'zh' ? 'zh-CN' : 'en',
    fallbackText: seen(reply.text, Math.min(room.text, 2000)),
    body: body.length > 0 ? body : [note('…')],
    // Teams draws cards 400 pixels narrow unless asked.
    ...(shown.some(isWide) ? { msteams: { width: 'Full' } } : {}),
  };
}

function isWide(block: Block): boolean {
  return block.kind === 'table' && block.columns.length > 3;
}

/** The blocks that a card has room for. Buttons stay: they are what a person can do about the rest. */
function pick(blocks: readonly Block[], room: Room): { shown: readonly Block[]; leftOut: boolean } {
  if (blocks.length <= room.blocks) return { shown: blocks, leftOut: false };
  const head = blocks.slice(0, room.blocks);
  const buttons = blocks.slice(room.blocks).filter((block) => block.kind === 'buttons');
  return { shown: [...head, ...buttons.slice(-2)], leftOut: true };
}
