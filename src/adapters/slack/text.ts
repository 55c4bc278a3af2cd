const ELLIPSIS = '…';
// Slack refuses NUL, and the form encoding of the web client throws on half a surrogate pair.
const UNSENDABLE = /(?![\n\t])\p{Control}|\p{Surrogate}/gu;

/** The text without what Slack cannot carry. */
function sendable(text: string): string {
  return text.replace(UNSENDABLE, '');
}

/** Text in which nothing is markup: `<!channel>`, `<@U1>` and `<https://…|label>` are shown as they are written. */
export function escapeText(text: string): string {
  return sendable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text cut to `max` UTF-16 units, an ellipsis at the cut. Never empty: Slack refuses empty texts. */
export function clip(text: string, max: number): string {
  return cut(sendable(text), max, (char) => char);
}

/** Escaped and cut so that the escaped text fits into `max`. Never empty. */
export function escapedClip(text: string, max: number): string {
  return cut(sendable(text), max, escapeText);
}

function cut(text: string, max: number, encode: (char: string) => string): string {
  const whole = [...text].map(encode);
  const length = whole.reduce((sum, part) => sum + part.length, 0);
  if (text.trim() === '') return '–';
  if (length <= max) return whole.join('');
  let kept = '';
  for (const part of whole) {
    if (kept.length + part.length > max - ELLIPSIS.length) break;
    kept += part;
  }
  return kept + ELLIPSIS;
}

/**
 * The text in pieces that have at most `max` characters once they are escaped, cut at line breaks or blanks where there are
 * some. Together they are the whole text.
 */
export function piecesOf(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = sendable(text).trim();
  while (rest !== '') {
    const end = pieceEnd(rest, max);
    const piece = rest.slice(0, end).trim();
    if (piece !== '') pieces.push(piece);
    rest = rest.slice(end).trimStart();
  }
  return pieces;
}

function pieceEnd(text: string, max: number): number {
  let size = 0;
  let end = 0;
  for (const char of text) {
    size += escapeText(char).length;
    if (size > max) break;
    end += char.length;
  }
  if (end === text.length) return end;
  const line = text.lastIndexOf('\n', end);
  if (line > end / 2) return line;
  const blank = text.lastIndexOf(' ', end);
  return blank > end / 2 ? blank : end;
}

/** A wording of ours in bold: what mrkdwn would read as formatting is left out. */
export function bold(text: string, max: number): string {
  return `*${escapedClip(text.replace(/[*_~`\n]+/g, ' ').trim(), max - 2)}*`;
}

/**
 * What a person typed, from Slack's markup: links and channels by their label, entities decoded, the bot's own mention
 * left out. Mentions of people stay `<@U042>`: the understanding reads them.
 */
export function typedText(markup: string, botUserId: string): string {
  return markup
    .replace(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`, 'g'), ' ')
    .replace(/<([^<>]*)>/g, (_, token: string) => spoken(token))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}

function spoken(token: string): string {
  const [target = '', label] = token.split('|', 2);
  if (target.startsWith('@')) return `<${target}>`;
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0]}`;
  return label ?? target.replace(/^(?:mailto|tel):/, '');
}

/** The people whom a message names, the bot excepted; each once. */
export function peopleIn(markup: string, botUserId: string): string[] {
  const named = [...markup.matchAll(/<@([A-Z0-9]{2,32})(?:\|[^>]*)?>/g)].map(([, id]) => id ?? '');
  return [...new Set(named)].filter((id) => id !== botUserId);
}

/** Whether the message speaks to the bot by name. */
export function mentions(markup: string, botUserId: string): boolean {
  return markup.includes(`<@${botUserId}>`) || markup.includes(`<@${botUserId}|`);
}
