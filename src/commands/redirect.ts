import { MERGEABLE } from '../crm/fields.ts';
import { type Candidate, lookUp, SURE } from '../crm/lookup.ts';
import { type AskedField, has } from './asked-field.ts';
import type { CommandContext } from './context.ts';
import type { Invocation } from './execute.ts';
import type { Entity } from './parameters.ts';
import { BY_ID, type Focus, IT, ME, named, PRONOUN_KINDS } from './references.ts';

/**
 * The same wish for the record that is meant: "rename it" after an account was spoken of is not about a deal, and "show me the Globex
 * renewal" is, where no account is called so. Null when the command is right as it is.
 */
export async function redirected(
  ctx: CommandContext,
  invocation: Invocation,
  focus: Focus,
): Promise<Invocation | null> {
  const ticket = asOfTicket(ctx, invocation, focus);
  if (ticket !== null) return ticket;
  const priced = await pricedProduct(ctx, invocation);
  if (priced !== null) return priced;
  const [noun, verb] = invocation.command.split('.');
  if (verb === 'merge') return redirectedMerge(ctx, noun ?? '', invocation);
  const named = invocation.arguments[noun ?? ''];
  // What is said without a record is about the one spoken of last: a day after a task was made is the task's.
  const mention = named ?? (verb === 'update' || invocation.asks !== undefined ? 'it' : undefined);
  if (invocation.command === 'member.setRole') return titleInstead(ctx, invocation, focus);
  if (invocation.command === 'deal.win') return doneInstead(ctx, invocation);
  if (invocation.command === 'task.create') return taskAboutAccount(ctx, invocation);
  if (invocation.command === 'deal.list') return listedByAccount(ctx, invocation);
  if (invocation.command === 'ticket.list') return listedByAgent(ctx, invocation);
  if ((verb !== 'update' && verb !== 'show') || typeof mention !== 'string') return null;
  const { [noun ?? '']: _record, ...rest } = invocation.arguments;
  // A bare name that is renamed or handed over may be a company's; one that is called a deal may not.
  const open =
    invocation.kinds?.[noun ?? ''] === undefined &&
    (verb === 'show' || Object.keys(rest).every((name) => name === 'name' || name === 'owner'));
  // "This deal" is the deal spoken of, also where something else was spoken of last.
  if (IT.test(mention) && invocation.kinds?.[noun ?? ''] === noun) return null;
  const entity = await meantEntity(ctx, noun ?? '', mention, focus, open, invocation.asks);
  // A quote is never changed: it is revised.
  const change = entity === 'quote' && verb === 'update' ? 'revise' : verb;
  const sibling = entity === null ? null : ctx.catalogue.find(`${entity}.${change}`);
  if (entity === null || sibling === null) return null;
  const args = entity === 'task' ? asOfTask(rest) : rest;
  if (named === undefined && Object.keys(args).length === 0 && invocation.asks === undefined)
    return null;
  if (!Object.keys(args).every((name) => sibling.inputs.some((p) => p.name === name))) return null;
  return {
    command: sibling.name,
    arguments: { ...(named === undefined ? {} : { [entity]: named }), ...args },
  };
}

/** "Give it to Sam", "it's done" and "show it" after a ticket was spoken of last are about that ticket. */
function asOfTicket(
  ctx: CommandContext,
  { command, arguments: args }: Invocation,
  focus: Focus,
): Invocation | null {
  const [noun = '', verb = ''] = command.split('.');
  const { [noun]: mention, ...rest } = args;
  if (focus[0]?.entity !== 'ticket' || noun === 'ticket') return null;
  const points = typeof mention === 'string' && IT.test(mention);
  const kind = points ? PRONOUN_KINDS.find((k) => k.words.test(mention))?.entity : undefined;
  if (!points || (kind !== undefined && kind !== 'contact')) return null;
  const names = Object.keys(rest).join();
  const ticket = 'it';
  const to = rest.owner ?? rest.assignee;
  const meant: Invocation | null =
    verb === 'update' && (names === 'owner' || names === 'assignee')
      ? { command: 'ticket.assign', arguments: { ticket, assignee: to } }
      : names === '' && (command === 'task.complete' || verb === 'win')
        ? { command: 'ticket.close', arguments: { ticket } }
        : names === '' && verb === 'show'
          ? { command: 'ticket.show', arguments: { ticket } }
          : null;
  return meant === null || ctx.catalogue.find(meant.command) === null ? null : meant;
}

/** "She's the manager" after a contact was spoken of is her title, not a role here. */
function titleInstead(
  ctx: CommandContext,
  { arguments: { person, role } }: Invocation,
  focus: Focus,
): Invocation | null {
  const latest = focus.find((ref) => ref.entity === 'contact' || ref.entity === 'member');
  if (typeof person !== 'string' || !/^(?:he|she|him|her|他|她)$/i.test(person)) return null;
  if (latest?.entity !== 'contact' || ctx.catalogue.find('contact.update') === null) return null;
  return { command: 'contact.update', arguments: { contact: person, title: role } };
}

/** 周报搞定了 is a task done where no deal is called so. */
async function doneInstead(
  ctx: CommandContext,
  { arguments: { deal, ...rest } }: Invocation,
): Promise<Invocation | null> {
  if (typeof deal !== 'string' || IT.test(deal) || Object.keys(rest).length > 0) return null;
  const sure = (found: readonly Candidate[]) => (found[0]?.score ?? 0) >= SURE;
  if (sure(await named(ctx, ['deal', 'account'], deal))) return null;
  if (!sure(await named(ctx, ['task'], deal))) return null;
  return { command: 'task.complete', arguments: { task: deal } };
}

/** A task's day, person and title are called otherwise than a deal's. */
export function asOfTask(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { closeDate, owner, name, ...rest } = args;
  return {
    ...rest,
    ...(closeDate === undefined ? {} : { due: closeDate }),
    ...(owner === undefined ? {} : { assignee: owner }),
    ...(name === undefined ? {} : { title: name }),
  };
}

/** "Task for Vale Cider: send samples" is about the account where no member is called so. */
async function taskAboutAccount(
  ctx: CommandContext,
  { command, arguments: args }: Invocation,
): Promise<Invocation | null> {
  const { assignee, ...rest } = args;
  if (typeof assignee !== 'string' || 'about' in rest) return null;
  if (!(await namesAccountOnly(ctx, assignee))) return null;
  return { command, arguments: { ...rest, about: assignee } };
}

/** Whether a mention of a member is an account's name, and no member is called so. */
async function namesAccountOnly(ctx: CommandContext, mention: string): Promise<boolean> {
  if (ME.test(mention) || IT.test(mention) || /^<@|^[a-z]+:[0-9a-f-]{36}$/i.test(mention))
    return false;
  const [member] = await lookUp(ctx, ['member'], mention);
  if (member !== undefined && member.score >= SURE) return false;
  const [account] = await lookUp(ctx, ['account'], mention);
  return account !== undefined && account.score >= SURE;
}

/** "Hooli's deals" are those of an account where no member is called so. */
async function listedByAccount(
  ctx: CommandContext,
  { command, arguments: args }: Invocation,
): Promise<Invocation | null> {
  const { owner, ...rest } = args;
  if (typeof owner !== 'string' || 'account' in rest) return null;
  if (!(await namesAccountOnly(ctx, owner))) return null;
  return { command, arguments: { ...rest, account: owner } };
}

/** "Sam's tickets" are those given to a member where no account is called so; "my tickets" of a customer are all he may see. */
async function listedByAgent(
  ctx: CommandContext,
  { command, arguments: { account, assignee, ...rest } }: Invocation,
): Promise<Invocation | null> {
  if (ctx.actor.kind === 'customer')
    return account === undefined && assignee === undefined ? null : { command, arguments: rest };
  if (typeof account !== 'string' || assignee !== undefined) return null;
  const sure = (found: readonly Candidate[]) => (found[0]?.score ?? 0) >= SURE;
  if (sure(await lookUp(ctx, ['account'], account))) return null;
  if (!sure(await lookUp(ctx, ['member'], account))) return null;
  return { command, arguments: { ...rest, assignee: account } };
}

/** "Merge Bob Stone into Robert Stone" is about contacts where no account is called so: both are of one kind. */
async function redirectedMerge(
  ctx: CommandContext,
  noun: string,
  invocation: Invocation,
): Promise<Invocation | null> {
  const { from, into } = invocation.arguments;
  const kinds: Entity[] = [];
  for (const mention of [from, into]) {
    if (typeof mention !== 'string' || IT.test(mention) || BY_ID.test(mention)) continue;
    const sure = (await lookUp(ctx, MERGEABLE, mention)).filter((c) => c.score >= SURE);
    const [first] = MERGEABLE.filter((kind) => sure.some((c) => c.entity === kind));
    if (first === undefined || sure.some((c) => c.entity === noun)) return null;
    kinds.push(first);
  }
  const [kind] = kinds;
  const sibling = kind === undefined ? null : ctx.catalogue.find(`${kind}.merge`);
  if (sibling === null || kinds.some((other) => other !== kind)) return null;
  return { command: sibling.name, arguments: invocation.arguments };
}

/** "Change the price of Pro to $59" is about a product, where no deal is called so. */
async function pricedProduct(
  ctx: CommandContext,
  { command, arguments: said }: Invocation,
): Promise<Invocation | null> {
  const { deal, value, ...rest } = said;
  const isPrice = value !== undefined && Object.keys(rest).length === 0;
  if (command !== 'deal.update' || typeof deal !== 'string' || !isPrice || IT.test(deal))
    return null;
  const [named] = await lookUp(ctx, ['deal'], deal);
  if (named !== undefined && named.score >= SURE) return null;
  const [product] = await lookUp(ctx, ['product'], deal);
  if (product === undefined || product.score < SURE) return null;
  return { command: 'product.update', arguments: { product: deal, price: value } };
}

/** The other kind of record that a mention must mean, null when it may well be of the kind asked for. */
async function meantEntity(
  ctx: CommandContext,
  noun: string,
  mention: string,
  focus: Focus,
  open: boolean,
  asks: AskedField | undefined,
): Promise<Entity | null> {
  if (IT.test(mention)) {
    const kind = PRONOUN_KINDS.find((k) => k.words.test(mention))?.entity;
    // A lead is a person, too. "How much is it" is about what has an amount.
    const fits = (entity: Entity) =>
      kind === undefined
        ? asks === undefined || has(entity, asks)
        : entity === kind || (kind === 'contact' && entity === 'lead');
    const meant = focus.find((ref) => fits(ref.entity))?.entity;
    return meant === undefined || meant === noun ? null : meant;
  }
  // "the Acme deal" is about a deal, also where Acme has none: that is said then.
  const own = SHOWABLE.find((entity) => entity === noun);
  if (own === undefined) return null;
  const others = (open || own !== 'deal' ? SHOWABLE : (['task'] as const)).filter(
    (entity) => asks === undefined || has(entity, asks),
  );
  const sure = (candidates: readonly Candidate[]) => candidates.find((c) => c.score >= SURE);
  if (sure(await named(ctx, [own], mention)) !== undefined) return null;
  return sure(await named(ctx, others, mention))?.entity ?? null;
}

const SHOWABLE = ['account', 'contact', 'deal', 'lead', 'task'] as const;
