import { tokensOf } from './tokens.ts';

/** So many questions of one message are answered. */
export const MOST_QUESTIONS = 3;

/** A line, or what ends with a question mark. */
const PIECE = /[^?？\n]*[?？]+|[^?？\n]+/gu;
const LISTED = /^\s*(?:\d{1,2}[.)、．]|[-*•·]|\(\d{1,2}\))\s*/u;

/**
 * The questions of a message in order, each with what is said before it; the whole message when it holds one only. "Why?" says
 * nothing by itself and belongs to the question before it.
 */
export function questionsIn(message: string): string[] {
  const marked = /[?？]/.test(message);
  const questions: string[] = [];
  let said = '';
  for (const [piece] of message.matchAll(PIECE)) {
    const text = piece.replace(LISTED, '').trim();
    if (text === '') continue;
    const asks = /[?？]$/.test(text) || (!marked && LISTED.test(piece));
    const last = questions.at(-1);
    if (asks && tokensOf(text).length === 0 && said === '' && last !== undefined)
      questions[questions.length - 1] = `${last} ${text}`;
    else if (asks) {
      questions.push(`${said}${text}`);
      said = '';
    } else said += `${text}\n`;
  }
  if (questions.length < 2) return [message];
  // What is said at the end is about the last question.
  const last = questions.pop() ?? '';
  return [...questions, said === '' ? last : `${last}\n${said.trim()}`];
}
