/** Characters nobody sees, which would break a message or hide words in it: controls, lone surrogates, language tags. */
const UNSEEN = /[\p{Cs}\u{e0000}-\u{e007f}]|(?![\n\t])\p{Cc}/gu;

/** Text without invisible characters, at most `max` UTF-16 units long; cut between characters and marked so. */
export function clean(text: string, max: number): string {
  const seen = text.replace(/\r\n?/g, '\n').replace(UNSEEN, '');
  if (seen.length <= max) return seen;
  return `${seen.slice(0, max - 1).replace(/\p{Cs}$/u, '')}…`;
}

/**
 * Escapes what the Markdown of Adaptive Cards would take for markup, and nothing else: some clients show a needless
 * backslash. Links written out stay links, as in every message.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w{1,20};)/g, '\\&')
    .replace(/<(?=[/!?a-z])/gi, '\\<')
    .replace(/^(\s{0,3})([#>+-])(?=\s|#|$)/gm, '$1\\$2')
    .replace(/^(\s{0,3}\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2');
}
