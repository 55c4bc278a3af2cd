import { isDeepStrictEqual } from 'node:util';
import { FIELDS, type RecordKind } from '../crm/fields.ts';
import { type ChangeByOther, changedByOthers } from '../crm/meanwhile.ts';
import { shortText } from '../reply/format.ts';
import { type Locale, say } from '../reply/reply.ts';
import { labelOf, shownAfter, valueText } from './cards/change-text.ts';
import type { Command, Doubt } from './command.ts';
import type { CommandContext } from './context.ts';
import { type Focus, find } from './references.ts';

type Arguments = Readonly<Record<string, unknown>>;

/**
 * Why a change had better be asked about: somebody else set the same field since. Null where nobody did, or both say the same.
 *
 * @param id the record that the command changes; @param since when the person last saw it.
 */
export async function meanwhileDoubt(
  ctx: CommandContext,
  command: Pick<Command, 'name'>,
  { id, args, since }: { id: string; args: Arguments; since: Date },
): Promise<Doubt | null> {
  const others = await contestedBy(ctx, kindOf(command.name), id, args, since);
  const [first, second] = others;
  if (first === undefined) return null;
  const { locale } = ctx;
  const said = args[first.change.field];
  const mine = valueText(first.change.field, inCurrencyOf(said, first.change.after), locale);
  const plain = second === undefined && isPlain(said);
  const theirs = shownAfter(first.change, locale);
  return {
    reply: say(others.map((other) => sentence(other, locale)).join('\n')),
    confirm: {
      en: plain ? `Set ${shortText(mine, 40)}` : 'Set mine',
      zh: plain ? `改为 ${shortText(mine, 40)}` : '改成我的',
    },
    keep: {
      en: second === undefined ? `Keep ${shortText(theirs, 40)}` : 'Keep theirs',
      zh: second === undefined ? `保留 ${shortText(theirs, 40)}` : '保留对方的',
    },
    instead: null,
  };
}

/**
 * The arguments of a form in two: those that nobody touched since it was shown, and those that somebody did, which are asked about.
 * Null where there are none of a kind.
 */
export async function contestedApart(
  ctx: CommandContext,
  command: string,
  args: Arguments,
  since: Date,
  focus: Focus,
): Promise<{ clear: Arguments | null; contested: Arguments | null }> {
  const kind = kindOf(command);
  const mention = kind === null ? undefined : args[kind];
  const whole = { clear: args, contested: null };
  if (kind === null || typeof mention !== 'string') return whole;
  const input = ctx.catalogue.find(command)?.inputs.find(({ name }) => name === kind);
  if (input?.slot.kind !== 'record') return whole;
  const found = await find(ctx, input.slot.entities, mention, focus);
  if (found.kind !== 'one') return whole;
  const others = await contestedBy(ctx, kind, found.ref.id, args, since);
  if (others.length === 0) return whole;
  const fields = new Set(others.map(({ change }) => change.field));
  const only = (wanted: boolean) =>
    Object.entries(args).filter(([name]) => name !== kind && fields.has(name) === wanted);
  const rest = only(false);
  return {
    clear: rest.length === 0 ? null : { [kind]: mention, ...Object.fromEntries(rest) },
    contested: { [kind]: mention, ...Object.fromEntries(only(true)) },
  };
}

async function contestedBy(
  ctx: CommandContext,
  kind: RecordKind | null,
  id: string,
  args: Arguments,
  since: Date,
): Promise<ChangeByOther[]> {
  if (kind === null) return [];
  const fields = Object.keys(args).filter((name) => args[name] !== undefined && name !== kind);
  const others = await changedByOthers(ctx, kind, id, fields, since);
  return others.filter(({ change }) => !says(args[change.field], change.after));
}

/** Whether what is said is what is there. */
function says(said: unknown, now: unknown): boolean {
  return isDeepStrictEqual(inCurrencyOf(said, now), now);
}

/** An amount without a currency is in that of the record. */
function inCurrencyOf(said: unknown, now: unknown): unknown {
  if (typeof said !== 'object' || said === null || !('currency' in said)) return said;
  if (said.currency !== null || typeof now !== 'object' || now === null) return said;
  return { ...said, currency: 'currency' in now ? now.currency : null };
}

/** The kind of record that a command is about, by its noun. */
function kindOf(command: string): RecordKind | null {
  const noun = command.split('.')[0] ?? '';
  return noun in FIELDS ? (noun as RecordKind) : null;
}

function isPlain(value: unknown): boolean {
  return !(typeof value === 'string' && /^[a-z]+:[0-9a-f-]{36}$/.test(value));
}

function sentence({ by, change }: ChangeByOther, locale: Locale): string {
  const label = labelOf(change)[locale];
  const now = shownAfter(change, locale);
  return locale === 'zh'
    ? `${by} 刚才已把${label}改为 ${now}。`
    : `${by} set the ${label.toLowerCase()} to ${now} meanwhile.`;
}
