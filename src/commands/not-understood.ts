import { noteUnknown as note } from '../support/ask.ts';
import type { CommandContext } from './context.ts';

/** Words that name nothing are no gap. */
const LEAST = 4;

/** Counts what was neither a command nor a question: it may be what people look for and do not find. */
export function noteUnknown(ctx: CommandContext, text: string, language: 'en' | 'zh'): void {
  const said = text.trim();
  const letters = said.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < (language === 'zh' ? LEAST / 2 : LEAST)) return;
  note(ctx, { text: said, language });
}
