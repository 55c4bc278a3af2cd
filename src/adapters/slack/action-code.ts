import { z } from 'zod';
import type { Action } from '../../reply/reply.ts';

/** How long the value of a button and of a menu's option may be. */
const BUTTON_VALUE_MAX = 2000;
export const OPTION_VALUE_MAX = 150;

const Arguments = z.record(z.string(), z.unknown());

const ActionShape: z.ZodType<Action> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    command: z.string(),
    arguments: Arguments,
    nonce: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('answer'), pending: z.string(), choice: z.string() }),
  z.object({ kind: z.literal('open-form'), command: z.string(), arguments: Arguments }),
]);

/** @returns null when the action does not fit into `max` characters. */
export function encodeAction(action: Action, max: number): string | null {
  const code = encodeJson(action);
  return code.length <= max ? code : null;
}

/**
 * An action as the value of a button. A form that does not fit opens with less filled in, the longest values left out first.
 *
 * @returns null when it does not fit: such an action cannot be offered.
 */
export function encodeButton(action: Action): string | null {
  const code = encodeAction(action, BUTTON_VALUE_MAX);
  if (code !== null || action.kind !== 'open-form') return code;
  const [longest] = Object.entries(action.arguments)
    .map(([name, value]) => ({ name, size: encodeJson(value).length }))
    .sort((a, b) => b.size - a.size);
  if (longest === undefined) return null;
  const { [longest.name]: _, ...rest } = action.arguments;
  return encodeButton({ ...action, arguments: rest });
}

/** @returns null when the value is none of ours: it is untrusted input. */
export function decodeAction(value: string): Action | null {
  return ActionShape.safeParse(decodeJson(value)).data ?? null;
}

/** JSON that survives Slack's escaping of `&`, `<` and `>` on its way there and back. */
export function encodeJson(value: unknown): string {
  return JSON.stringify(value ?? null).replace(
    /[&<>]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** @returns undefined when it is not JSON. */
export function decodeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
