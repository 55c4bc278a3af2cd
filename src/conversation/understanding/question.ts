import type { Catalogue } from '../../commands/catalogue.ts';
import type { Interpretation } from './interpret.ts';

/**
 * "Acme is won?" and 华为赢了? say what somebody wants to know: they change nothing, and show the record instead. "Move it to
 * proposal?" and "can you add Acme?" ask for something to be done.
 */
export function asAsked(interpretation: Interpretation, catalogue: Catalogue): Interpretation {
  const { reading, clause } = interpretation;
  if (reading === null || reading.command.risk === 'read' || !/[?？]\s*$/.test(clause))
    return interpretation;
  const record = reading.command.inputs.find((p) => p.slot.kind === 'record' && p.required);
  const mention = reading.arguments[record?.name ?? ''];
  if (!isStatement(clause, Object.values(reading.arguments))) return interpretation;
  const show = catalogue.find(`${record?.name ?? ''}.show`);
  if (show === null || record === undefined || typeof mention !== 'string')
    return { ...interpretation, reading: null };
  const args = { [record.name]: mention };
  return { ...interpretation, reading: { ...reading, command: show, arguments: args } };
}

const SOMEBODY =
  /^(?:we|they|he|she|it|that|this|i|you|who|what|when|did|does|is|are|was|were|has|have|had|so|not|我们?|你们?|他们?|她|它|咱们|已经|真的|居然|难道|是)(?![a-z])/iu;

/** Whether a clause begins with the one it speaks of, as a request does not. */
function isStatement(clause: string, said: readonly unknown[]): boolean {
  const start = clause.toLowerCase().replace(/^[^\p{L}\p{N}]*(?:(?:the|our|my|so|and|but|wait|oh|hmm)\s+)*/u, '');
  if (SOMEBODY.test(start)) return true;
  return said.some((value) => typeof value === 'string' && start.startsWith(value.toLowerCase()));
}
