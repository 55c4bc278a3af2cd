import { showContact } from '../crm/contacts.ts';
import { getDeal, listDeals } from '../crm/deals.ts';
import { MERGEABLE } from '../crm/fields.ts';
import { type Candidate, lookUp, lookUpId, SURE } from '../crm/lookup.ts';
import { memberOfIdentity } from '../crm/members.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reply } from '../reply/reply.ts';
import { type AskedField, answerFirst, has } from './asked-field.ts';
import {
  type Ask,
  type Command,
  type CommandResult,
  type Doubt,
  missingIn,
  type RecordRef,
} from './command.ts';
import type { CommandContext } from './context.ts';
import { isOwnParameter, withOwnApart, withOwnTogether } from './own-parameters.ts';
import type { Entity, Parameter } from './parameters.ts';
import { isInternal, leastRole, mayUse } from './permission.ts';

/** A command named by a sentence, a button, a form, a rule or an LLM: the same for all of them. */
export type Invocation = {
  command: string;
  arguments: Readonly<Record<string, unknown>>;
  /** What kind of record a mention is, where that was said. */
  kinds?: Readonly<Record<string, Entity>> | undefined;
  /** What of the record is asked for. */
  asks?: AskedField | undefined;
};

/** The records a person last spoke of, the latest first. */
export type Focus = readonly RecordRef[];

/** How an invocation ended. Only `done` changed anything. */
export type Outcome =
  | ({ kind: 'done' } & CommandResult)
  | {
      kind: 'missing';
      parameter: Parameter;
      arguments: Readonly<Record<string, unknown>>;
      /** Asked for because of what the records say. */
      ask?: Ask;
    }
  /** Several records fit the mention, or only ones that are alike. `sure` tells the first from the second. */
  | {
      kind: 'choose';
      parameter: Parameter;
      mention: string;
      options: readonly Candidate[];
      sure: boolean;
      arguments: Readonly<Record<string, unknown>>;
    }
  | {
      kind: 'not-found';
      parameter: Parameter;
      mention: string;
      arguments: Readonly<Record<string, unknown>>;
      /** A deal was meant, and the mention names an account that has none. */
      dealless?: RecordRef<'account'>;
    }
  /** Waits for the person's word: what will happen is shown. The arguments name records by id. */
  | {
      kind: 'confirm';
      preview: Reply;
      arguments: Readonly<Record<string, unknown>>;
      doubt?: Doubt;
    }
  | { kind: 'invalid'; parameter: Parameter; arguments: Readonly<Record<string, unknown>> }
  | { kind: 'refused'; refusal: Refusal };

/**
 * The only way to run a command: validate, permit, find the records, confirm, run. Refusals are caught here and nowhere
 * else. Runs inside the turn's transaction.
 */
export async function execute(
  ctx: CommandContext,
  invocation: Invocation,
  focus: Focus = [],
  confirmed = false,
): Promise<Outcome> {
  const command = ctx.catalogue.find(invocation.command);
  if (
    command === null ||
    !mayUse(ctx.actor, command) ||
    (isInternal(command) && ctx.conversation.outsidersRead)
  ) {
    const { command: name } = invocation;
    const needs = command === null ? null : leastRole(ctx.actor, command);
    const refusal =
      command !== null && mayUse(ctx.actor, command)
        ? new Refusal('outsiders_read', { command: name })
        : new Refusal('not_allowed', { command: name, ...(needs !== null && { needs }) });
    return { kind: 'refused', refusal };
  }
  const { undoes } = ctx.history;
  const before = ctx.history.changes.length;
  const goBack = command.risk === 'read' ? null : ctx.tx.savepoint();
  try {
    const said = withOwnApart(invocation.arguments);
    refuseUnknownFields(command, said);
    return await guarded(ctx, command, { ...invocation, arguments: said }, focus, confirmed);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What is refused half-way leaves nothing behind, and the turn goes on with its other commands.
    if (ctx.history.changes.length > before) await goBack?.();
    ctx.history.changes.splice(before);
    ctx.history.undoes = undoes;
    return { kind: 'refused', refusal: error };
  }
}

declare module '../platform/refusal.ts' {
  interface RefusalFacts {
    outsiders_read: { command: string };
  }
}

/** What a plan made before a field was removed still asks for is named, not passed over. */
function refuseUnknownFields(command: Command, said: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(said).find(
    (name) => isOwnParameter(name) && !command.inputs.some((p) => p.name === name),
  );
  if (unknown === undefined) return;
  const fields = command.inputs.filter((p) => isOwnParameter(p.name)).map((p) => p.label.en);
  throw new Refusal('no_such_field', {
    name: unknown.replace(/^custom\./, ''),
    entity: command.ownFields?.entity ?? command.name.split('.')[0] ?? '',
    fields: fields.join(', '),
  });
}

async function guarded(
  ctx: CommandContext,
  command: Command,
  { arguments: said, kinds, asks }: Invocation,
  focus: Focus,
  confirmed: boolean,
): Promise<Outcome> {
  const args: Record<string, unknown> = {};
  const resolved: Record<string, unknown> = {};
  // Every record is looked up before anything is asked, so that one question at a time is about what is really open.
  for (const parameter of command.inputs) {
    const value = said[parameter.name] ?? implied(parameter, command, { ...said, asks }, focus);
    if (said[parameter.name] === null && isOwnParameter(parameter.name)) {
      args[parameter.name] = null;
      resolved[parameter.name] = null;
      continue;
    }
    if (value === undefined || value === '') continue;
    const parsed = parameter.schema.safeParse(value);
    if (!parsed.success)
      return { kind: 'invalid', parameter, arguments: without(said, parameter.name) };
    args[parameter.name] = parsed.data;
    if (parameter.slot.kind !== 'record') {
      resolved[parameter.name] = parsed.data;
      continue;
    }
    const kind = parameter.slot.entities.find((entity) => entity === kinds?.[parameter.name]);
    const entities = kind === undefined ? parameter.slot.entities : [kind];
    const found = await find(ctx, entities, String(parsed.data), focus);
    if (found.kind === 'one') {
      resolved[parameter.name] = isOwnParameter(parameter.name)
        ? { member: found.ref.id }
        : found.ref;
      args[parameter.name] = idMention(found.ref);
    } else {
      const rest = { ...said, ...args, [parameter.name]: undefined };
      if (found.kind === 'none') return notFound(ctx, parameter, String(parsed.data), rest);
      return {
        kind: 'choose',
        parameter,
        mention: String(parsed.data),
        options: found.options,
        sure: found.sure,
        arguments: rest,
      };
    }
  }
  const [missing] = missingIn(command, resolved);
  if (missing !== undefined) return { kind: 'missing', parameter: missing, arguments: args };
  const ask = (await command.asks?.(ctx, resolved as never)) ?? null;
  const asked = command.inputs.find((p) => p.name === ask?.parameter);
  if (ask !== null && asked !== undefined)
    return { kind: 'missing', parameter: asked, arguments: args, ask };
  const waits = command.risk === 'destructive' || command.risk === 'outbound';
  if (waits && !confirmed && command.preview !== undefined) {
    return {
      kind: 'confirm',
      preview: await command.preview(ctx, resolved as never),
      arguments: args,
    };
  }
  const taken = withOwnTogether(resolved) as never;
  const doubt = confirmed ? null : ((await command.doubt?.(ctx, taken)) ?? null);
  if (doubt !== null) return { kind: 'confirm', preview: doubt.reply, arguments: args, doubt };
  const result = await command.run(ctx, taken);
  const [about] = result.about;
  if (asks === undefined || about === undefined) return { kind: 'done', ...result };
  return {
    kind: 'done',
    ...result,
    reply: answerFirst(result.reply, about.entity, asks, ctx.locale),
  };
}

async function notFound(
  ctx: CommandContext,
  parameter: Parameter,
  mention: string,
  args: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const none = { kind: 'not-found', parameter, mention, arguments: args } as const;
  if (parameter.slot.kind !== 'record' || !parameter.slot.entities.includes('deal')) return none;
  const [account] = await lookUp(ctx, ['account'], mention);
  if (account === undefined || account.score < SURE) return none;
  return { ...none, dealless: { entity: 'account', id: account.id, name: account.name } };
}

/**
 * A required record that was not said is the one spoken of, if the person spoke of one of that kind just now: "make it 60k",
 * "改成6万". Only where something else was said about it, never for an empty command.
 */
function implied(
  parameter: Parameter,
  command: Command,
  said: Readonly<Record<string, unknown>>,
  focus: Focus,
): string | undefined {
  const { slot } = parameter;
  // "Create the order" after a deal was spoken of is for that deal.
  if (command.name === 'order.create' && parameter.name === 'account' && said['deal'] === undefined)
    return focus[0]?.entity === 'deal' ? idMention(focus[0]) : undefined;
  if (!parameter.required || slot.kind !== 'record' || command.inputs[0]?.name !== parameter.name)
    return undefined;
  // "Done" after a task was spoken of is about that task.
  const [latest] = focus;
  if (command.name === 'task.complete' && latest?.entity === 'task') return idMention(latest);
  if (command.name === 'deal.log') return undefined;
  if (!Object.values(said).some((v) => v !== undefined && v !== null)) return undefined;
  return focus.length === 0 ? undefined : 'it';
}

function without(args: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([key]) => key !== name));
}

type Found =
  | { kind: 'one'; ref: RecordRef }
  | { kind: 'many'; options: readonly Candidate[]; sure: boolean }
  | { kind: 'none' };

const ME = /^(?:me|myself|i|我|我自己|本人)$/i;
const IT =
  /^(?:it|its|there|this|that|them|they|their|those guys|these guys|他们|她们|它们|他们家|这家|这家公司|him|his|he|her|she|this one|that one|the same|(?:this|that|the) (?:deal|opportunity|opp|account|customer|company|contact|person|lead|order|quote|product|task|one|record)|它|他|她|这个|那个|这单|那单|该(?:商机|客户|联系人|线索|订单|报价|产品|任务)|(?:这|那|该)(?:个|家|笔|条|位)?(?:单子|商机|订单|单|客户|公司|联系人|线索|报价单?|产品|人|任务|项目|记录|deal)?)$/i;

/**
 * The same wish for the record that is meant: "rename it" after an account was spoken of is not about a deal, and "show me the Globex
 * renewal" is, where no account is called so. Null when the command is right as it is.
 */
export async function redirected(
  ctx: CommandContext,
  invocation: Invocation,
  focus: Focus,
): Promise<Invocation | null> {
  const priced = await pricedProduct(ctx, invocation);
  if (priced !== null) return priced;
  const [noun, verb] = invocation.command.split('.');
  if (verb === 'merge') return redirectedMerge(ctx, noun ?? '', invocation);
  const named = invocation.arguments[noun ?? ''];
  // What is said without a record is about the one spoken of last: a day after a task was made is the task's.
  const mention = named ?? (verb === 'update' || invocation.asks !== undefined ? 'it' : undefined);
  if (invocation.command === 'member.setRole') return titleInstead(ctx, invocation, focus);
  if (invocation.command === 'deal.win') return doneInstead(ctx, invocation);
  if (invocation.command === 'deal.list') return listedByAccount(ctx, invocation);
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

/** Those of the records that are deals still open, as choices. */
export async function openDeals(
  ctx: CommandContext,
  refs: readonly RecordRef[],
): Promise<Candidate[]> {
  const deals: Candidate[] = [];
  for (const { entity, id } of refs) {
    const deal = entity === 'deal' ? await lookUpId(ctx, entity, id) : null;
    if (deal?.open === true) deals.push(deal);
  }
  return deals;
}

/** The record that a command is about, where that is beyond doubt. */
export async function meantRecord(
  ctx: CommandContext,
  { command: name, arguments: args, kinds }: Invocation,
  focus: Focus,
): Promise<RecordRef | null> {
  const command = ctx.catalogue.find(name);
  const parameter = command?.inputs[0];
  if (command === null || parameter?.slot.kind !== 'record') return null;
  const mention = args[parameter.name] ?? implied(parameter, command, args, focus);
  if (typeof mention !== 'string') return null;
  const kind = kinds?.[parameter.name];
  const entities = parameter.slot.entities.filter((e) => kind === undefined || e === kind);
  const found = await find(ctx, entities, mention, focus);
  return found.kind === 'one' ? found.ref : null;
}

/** The records of these kinds that a mention names for certain. */
export async function sureOnes(
  ctx: CommandContext,
  entities: readonly Entity[],
  mention: string,
): Promise<readonly RecordRef[]> {
  const found = await find(ctx, entities, mention, []);
  if (found.kind === 'one') return [found.ref];
  return found.kind === 'many' && found.sure ? found.options : [];
}

/** "Hooli's deals" are those of an account where no member is called so. */
async function listedByAccount(
  ctx: CommandContext,
  { command, arguments: args }: Invocation,
): Promise<Invocation | null> {
  const { owner, ...rest } = args;
  if (typeof owner !== 'string' || ME.test(owner) || IT.test(owner) || 'account' in rest)
    return null;
  if (/^<@|^[a-z]+:[0-9a-f-]{36}$/i.test(owner)) return null;
  const [member] = await lookUp(ctx, ['member'], owner);
  if (member !== undefined && member.score >= SURE) return null;
  const [account] = await lookUp(ctx, ['account'], owner);
  if (account === undefined || account.score < SURE) return null;
  return { command, arguments: { ...rest, account: owner } };
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

/** What kind of record a pronoun speaks of, where it says so: "that deal", "她". */
const PRONOUN_KINDS: readonly { words: RegExp; entity: Entity }[] = [
  { words: /order|订单/i, entity: 'order' },
  { words: /quote|报价/i, entity: 'quote' },
  { words: /lead|线索/i, entity: 'lead' },
  { words: /product|产品/i, entity: 'product' },
  { words: /deal|opp|单|商机|项目/i, entity: 'deal' },
  { words: /account|customer|company|客户|公司/i, entity: 'account' },
  { words: /contact|person|^(?:him|his|he|her|she)$|联系人|人$|[他她](?!们)/i, entity: 'contact' },
  { words: /[他她]们/, entity: 'account' },
  { words: /task|任务/i, entity: 'task' },
];

/** A record named by id, as buttons and confirmations carry it: `deal:01a2…`. */
export function idMention(ref: Pick<RecordRef, 'entity' | 'id'>): string {
  return `${ref.entity}:${ref.id}`;
}

const BY_ID = /^([a-z]+):([0-9a-f-]{36})$/;

async function find(
  ctx: CommandContext,
  entities: readonly Entity[],
  mention: string,
  focus: Focus,
): Promise<Found> {
  const byId = BY_ID.exec(mention);
  const entity = entities.find((e) => e === byId?.[1]);
  if (byId !== null && entity !== undefined) {
    const found = await lookUpId(ctx, entity, byId[2] ?? '');
    return found === null ? { kind: 'none' } : one(found);
  }
  if (entities.includes('member') && ME.test(mention) && ctx.actor.kind === 'member') {
    return { kind: 'one', ref: { entity: 'member', id: ctx.actor.id, name: ctx.actor.name } };
  }
  const mentioned = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(mention)?.[1];
  if (entities.includes('member') && mentioned !== undefined) {
    const member = await memberOfIdentity(ctx, { ...ctx.identity, userKey: mentioned });
    return member === null
      ? { kind: 'none' }
      : { kind: 'one', ref: { entity: 'member', ...member } };
  }
  if (IT.test(mention)) {
    const meant = PRONOUN_KINDS.find(
      (kind) => kind.words.test(mention) && entities.includes(kind.entity),
    )?.entity;
    return spokenOf(ctx, meant === undefined ? entities : [meant], focus, meant !== undefined);
  }
  const found = await named(ctx, entities, mention);
  const unsure = (found[0]?.score ?? 0) < SURE && entities.length === 1 && entities[0] === 'deal';
  const theirs = unsure ? await dealsOfContact(ctx, mention) : [];
  const options = theirs.length > 0 ? theirs : found;
  const [best, second] = options;
  if (best === undefined) return { kind: 'none' };
  if (best.score < SURE) return { kind: 'many', options: options.slice(0, 5), sure: false };
  // Of different kinds the one that the command asks for first wins: "Acme" in a note is the account, not its deal.
  const sameKind = options.filter((o) => o.entity === firstKind(entities, options));
  const only = sameKind.length === 1 ? sameKind[0] : undefined;
  if (only !== undefined) return one(only);
  if (second === undefined) return one(best);
  return { kind: 'many', options: sameKind, sure: true };
}

/**
 * The record of these kinds spoken of last. A deal may also be meant by its account or contact: their one open deal, and no
 * deal of another account that was spoken of before.
 */
async function spokenOf(
  ctx: CommandContext,
  entities: readonly Entity[],
  focus: Focus,
  kindSaid = false,
): Promise<Found> {
  const byAccount = entities.includes('deal') && !entities.includes('account');
  for (const [at, ref] of focus.entries()) {
    if (entities.includes(ref.entity)) {
      const found = await lookUpId(ctx, ref.entity, ref.id);
      if (found !== null) return one(found);
    } else if (byAccount && (ref.entity === 'account' || ref.entity === 'contact')) {
      const { account, open } = await theirDeals(ctx, ref);
      if (account === null && open.length === 0) continue;
      for (const { id } of focus.slice(at).filter((r) => r.entity === 'deal')) {
        const found = await lookUpId(ctx, 'deal', id);
        if (found !== null && (await getDeal(ctx, id)).account.id === account) return one(found);
      }
      const [only, other] = open;
      // "It" is about the account that has no deal; "that deal" is the one spoken of before.
      if (only === undefined && kindSaid) continue;
      if (only === undefined) return { kind: 'none' };
      return other === undefined
        ? one(only)
        : { kind: 'many', options: open.slice(0, 5), sure: true };
    }
  }
  return { kind: 'none' };
}

/** The open deals of an account, or those that a contact is the contact of, else his account's. */
async function theirDeals(
  ctx: CommandContext,
  { entity, id }: Pick<RecordRef, 'entity' | 'id'>,
): Promise<{ account: string | null; open: readonly Candidate[] }> {
  const contact = entity === 'contact' ? await showContact(ctx, id) : null;
  const account = contact === null ? id : (contact.account?.id ?? null);
  const own = contact?.deals ?? [];
  const deals =
    own.length > 0 || account === null ? own : await listDeals(ctx, { accountId: account });
  const refs = deals.map((deal) => ({ entity: 'deal' as const, id: deal.id, name: deal.name }));
  return { account, open: await openDeals(ctx, refs) };
}

/** "Priya's deal" is the one she is the contact of, else one of the company she works for. */
async function dealsOfContact(ctx: CommandContext, mention: string): Promise<Candidate[]> {
  const [contact, other] = await lookUp(ctx, ['contact'], mention);
  if (contact === undefined || contact.score < SURE || (other?.score ?? 0) >= SURE) return [];
  return [...(await theirDeals(ctx, contact)).open];
}

/** The records called so. "The Globex one" and a possessive without its apostrophe only where nothing is called so. */
async function named(
  ctx: CommandContext,
  entities: readonly Entity[],
  mention: string,
): Promise<Candidate[]> {
  const found = await lookUp(ctx, entities, mention);
  const kindless = mention.replace(/(?: one|的?那?一?[个家单条笔]|(?<=[a-z]{3})s)$/i, '');
  if (kindless === mention || kindless === '' || (found[0]?.score ?? 0) >= SURE) return found;
  const again = await lookUp(ctx, entities, kindless);
  return again.length > 0 ? again : found;
}

function firstKind(entities: readonly Entity[], options: readonly Candidate[]): Entity | undefined {
  const best = Math.max(...options.map((o) => o.score));
  const leaders = options.filter((o) => o.score >= best - 0.04);
  return entities.find((e) => leaders.some((o) => o.entity === e));
}

function one(candidate: Candidate): Found {
  return { kind: 'one', ref: { entity: candidate.entity, id: candidate.id, name: candidate.name } };
}
