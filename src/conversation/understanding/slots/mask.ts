/** What stands where an address stood: nothing that a finder of numbers, money or times could match. */
const BLANK = '\u0001';

const MENTION = /<[@#!][^<>\s]{1,80}(?:\s[^<>]{0,40})?>|<at>[^<>]{1,80}<\/at>/giu;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/gu;
const LINK = /<?https?:\/\/[^\s<>，。]{1,500}>?/giu;
const DOMAIN =
  /(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}(?:com|net|org|io|co|cn|ai|app|dev|de|uk|eu|fr|jp|us|biz|info|tech|cloud|shop|hk|tw|sg|in|au|ca|ch|nl|se|no|es|it|me|tv|gov|edu)(?![\w-]|\.\w)/giu;

/**
 * The text with e-mail addresses, links, domains and mentions blanked out, at the same length: the digits in
 * `dana7@acme.com` or `<@U042>` are nobody's amount.
 */
export function withoutAddresses(text: string): string {
  let masked = text;
  if (masked.includes('<')) masked = masked.replace(MENTION, blank).replace(LINK, blank);
  if (masked.includes('://')) masked = masked.replace(LINK, blank);
  if (masked.includes('@')) masked = masked.replace(EMAIL, blank);
  return masked.includes('.') ? masked.replace(DOMAIN, blank) : masked;
}

/** The text with the given pieces blanked out, at the same length. */
export function withoutSpans(
  text: string,
  spans: readonly { start: number; end: number }[],
): string {
  let masked = text;
  for (const { start, end } of spans) {
    masked = masked.slice(0, start) + BLANK.repeat(end - start) + masked.slice(end);
  }
  return masked;
}

function blank(address: string): string {
  return BLANK.repeat(address.length);
}
