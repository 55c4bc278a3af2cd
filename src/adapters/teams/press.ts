import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Action } from '../../reply/reply.ts';

/** The key under which our own data travels through a card, and the prefix of a form's inputs. */
export const DATA_KEY = 'parley';
export const INPUT_PREFIX = 'field_';

const ActionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    command: z.string().min(1).max(100),
    arguments: z.record(z.string(), z.unknown()),
    nonce: z.exactOptional(z.string().min(1).max(200)),
  }),
  z.object({
    kind: z.literal('answer'),
    pending: z.string().min(1).max(200),
    choice: z.string().max(200),
  }),
  z.object({
    kind: z.literal('open-form'),
    command: z.string().min(1).max(100),
    arguments: z.record(z.string(), z.unknown()),
  }),
]);

const FormMark = z.object({
  kind: z.literal('form'),
  command: z.string().min(1).max(100),
  nonce: z.string().min(1).max(200),
  shownAt: z.string().max(40).optional(),
});

const MenuMark = z.object({ kind: z.literal('menu'), input: z.string().min(1).max(100) });

/** What a card's button carries besides the inputs. */
export type CardData = Action | z.infer<typeof FormMark> | z.infer<typeof MenuMark>;

/** What a person did on a card. */
export type Press =
  | { kind: 'action'; action: Action }
  | {
      kind: 'form';
      command: string;
      nonce: string;
      shownAt?: string | undefined;
      values: Readonly<Record<string, string>>;
    }
  /** Pressed the button of a menu without choosing. */
  | { kind: 'nothing' };

/** Reads what came back from a card: untrusted, although we wrote it. Null when it is not ours or was tampered with. */
export function readPress(data: unknown): Press | null {
  const fields = z.record(z.string(), z.unknown()).safeParse(data).data;
  if (fields === undefined) return null;
  const mark = fields[DATA_KEY];
  const menu = MenuMark.safeParse(mark).data;
  if (menu !== undefined) return chosen(fields[menu.input]);
  const form = FormMark.safeParse(mark).data;
  if (form !== undefined) return { ...form, values: valuesOf(fields) };
  const action = ActionSchema.safeParse(mark).data;
  return action === undefined ? null : { kind: 'action', action };
}

function chosen(value: unknown): Press | null {
  if (value === undefined || value === '') return { kind: 'nothing' };
  const action = ActionSchema.safeParse(parseJson(value)).data;
  return action === undefined ? null : { kind: 'action', action };
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A form's inputs by parameter name. Teams sends numbers and toggles as text; an empty input was not filled in. */
function valuesOf(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name.startsWith(INPUT_PREFIX))
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([name, value]) => [name.slice(INPUT_PREFIX.length), String(value).trim()])
      .filter(([, value]) => value !== ''),
  );
}

/** The same for the same values of the same form: Teams re-sends a submission under a new activity id. */
export function submissionKey(press: Extract<Press, { kind: 'form' }>): string {
  const values = Object.entries(press.values).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256').update(JSON.stringify([press.command, values]));
  return `form:${press.nonce}:${digest.digest('base64url').slice(0, 22)}`;
}
