import type { Catalogue } from '../../commands/catalogue.ts';
import type { Interpretation } from './interpret.ts';

/**
 * "Acme is won?" and 华为赢了? say what somebody wants to know: they change nothing, and show the record instead. "Move it to
 * proposal?" and "can you add Acme?" ask for something to be done.
 */
export function asAsked(interpretation: Interpretation, catalogue: Catalogue): Interpretation {
  const { reading, clause } = interpretation;
  if (reading === null || reading.command.risk === 'read' || !QUESTION.test(clause))
    return interpretation;
  const record = reading.command.inputs.find((p) => p.slot.kind === 'record' && p.required);
  const mention = reading.arguments[record?.name ?? ''];
  if (!ASKS_WHETHER.test(clause) && !isStatement(clause, Object.values(reading.arguments)))
    return interpretation;
  const show = catalogue.find(`${record?.name ?? ''}.show`);
  if (show === null || record === undefined || typeof mention !== 'string')
    return { ...interpretation, reading: null };
  const args = { [record.name]: mention };
  return { ...interpretation, reading: { ...reading, command: show, arguments: args } };
}

/** "Acme signed, right?" */
const TAG =
  /[,，\s]+(?:right|no|yes|correct|true|huh|eh|isn't it|is it|didn't (?:they|we|he|she)|aren't they)\s*\?+\s*$/i;
const TAG_ZH = /[,，\s]*(?:对吧|对吗|是吧|是吗|对不对|没错吧|真的吗|真的假的)[?？!\s]*$/u;

/** A text whose last words ask whether it is so, as the question it is. */
export function withTagAsQuestion(text: string): string {
  return text.replace(TAG, '?').replace(TAG_ZH, '?');
}

/** A mark at the end, or a verb in front: "did they order 20 seats". */
const QUESTION =
  /[?？]\s*$|了(?:吗|么|没有?)[!\s]*$|^\W*(?:did|does|was|were|has) (?:they|we|he|she|you|anyone|anybody|the|our|my)\b/iu;
/** 推进到谈判了吗 asks whether it was done: a request has no 了 before its 吗. */
const ASKS_WHETHER = /了(?:吗|么|没有?)[?？!\s]*$/u;
const ABOUT =
  /^(?:deal|opportunity|stage|lead|quote|order|task|account|contact|customer|company|client|商机|客户|线索|订单|任务|报价单?|联系人)(?!\s*[:：])(?![a-z])/iu;
const SOMEBODY =
  /^(?:we|they|he|she|it|that|this|i|you|who|what|when|did|does|is|are|was|were|has|have|had|so|not|我们?|你们?|他们?|她|它|咱们|已经|真的|居然|难道|是)(?![a-z])/iu;

/** Whether a clause begins with the one it speaks of, as a request does not. */
function isStatement(clause: string, said: readonly unknown[]): boolean {
  const start = clause
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]*(?:(?:the|our|my|so|and|but|wait|oh|hmm)\s+)*/u, '');
  if (SOMEBODY.test(start) || ABOUT.test(start)) return true;
  return said.some((value) => typeof value === 'string' && start.startsWith(value.toLowerCase()));
}
