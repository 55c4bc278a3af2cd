/**
 * In Chinese a blank separates as a comma would: 帮我建个客户 澜沧江精密机械 做制造业的. It does not behind what a value is called (产品 云课堂), nor where it only sets off foreign
 * words or numbers (log 一个 deal 给 Stripe), nor inside of them (Kevin Luo).
 */
const BETWEEN_HAN =
  /(?<!(?:^|[\s,，])(?:产品|行业|来源|职位|职务|区域|地区|负责人|名称|阶段))(?<=\p{Script=Han}[)"]?) (?=[("]?\p{Script=Han})/gu;
/** Who writes 叫Pinecrest 官网 does not set off foreign words: the one blank beside the word separates. */
const BEHIND_LATIN =
  /(?<=\p{Script=Han}[a-z][\w.&'@-]*(?: [a-z][\w.&'@-]*)*) (?=\p{Script=Han})/giu;
const BEFORE_LATIN =
  /(?<=\p{Script=Han}) (?=[a-z][\w.&'@-]*(?: [a-z][\w.&'@-]*)*\p{Script=Han})/giu;

/** A comma to everything that reads, and yet told apart from one that was typed. */
const COMMA = ',\u2009';

export function withBlanksAsCommas(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  return [BETWEEN_HAN, BEHIND_LATIN, BEFORE_LATIN].reduce(
    (said, blank) => said.replace(blank, COMMA),
    text,
  );
}

/** The words as they were typed. */
export function withBlanksAgain<V>(value: V): V {
  return (typeof value === 'string' ? value.replaceAll(COMMA, ' ') : value) as V;
}
