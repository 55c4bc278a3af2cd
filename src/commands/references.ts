import { showContact } from '../crm/contacts.ts';
import { getDeal, listDeals } from '../crm/deals.ts';
import { deletedRecords } from '../crm/deleted-records.ts';
import { type Candidate, lookUp, lookUpFormer, lookUpId, ownTickets, SURE } from '../crm/lookup.ts';
import { anyMemberOfIdentity, memberOfIdentity } from '../crm/members.ts';
import type { Command, RecordRef } from './command.ts';
import type { CommandContext } from './context.ts';
import type { Invocation } from './execute.ts';
import type { Entity, Parameter } from './parameters.ts';

/** The records a person last spoke of, the latest first. */
export type Focus = readonly RecordRef[];

/** A record named by id, as buttons and confirmations carry it: `deal:01a2…`. */
export function idMention(ref: Pick<RecordRef, 'entity' | 'id'>): string {
  return `${ref.entity}:${ref.id}`;
}

/** The record of these kinds that a mention or a pronoun means, or those that it may mean. */
export async function find(
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
  const mentioned = MENTIONED.exec(mention)?.[1];
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
    const spoken = await spokenOf(
      ctx,
      meant === undefined ? entities : [meant],
      focus,
      meant !== undefined,
    );
    return spoken.kind === 'none' && entities.includes('ticket') ? ownTicket(ctx) : spoken;
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

/** A person whom a chat platform names by a mark. */
const MENTIONED = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/;

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

/**
 * A required record that was not said is the one spoken of, if the person spoke of one of that kind just now: "make it 60k",
 * "改成6万". Only where something else was said about it, never for an empty command.
 */
export function implied(
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

/** The records with what tells them apart. */
export async function candidatesOf(
  ctx: CommandContext,
  refs: readonly RecordRef[],
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const { entity, id } of refs) {
    const candidate = await lookUpId(ctx, entity, id);
    if (candidate !== null) found.push(candidate);
  }
  return found;
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

export type Found =
  | { kind: 'one'; ref: RecordRef }
  | { kind: 'many'; options: readonly Candidate[]; sure: boolean }
  | { kind: 'none' };

export const ME = /^(?:me|myself|i|我|我自己|本人)$/i;

/** Whether a mention names records for certain. */
export function isSure(found: Found): boolean {
  return found.kind === 'one' || (found.kind === 'many' && found.sure);
}

/** The only deleted record that is called so; null where there is none, or several. */
export async function findDeleted(
  ctx: CommandContext,
  entities: readonly Entity[],
  mention: string,
): Promise<Found | null> {
  const byId = BY_ID.exec(mention);
  const found = await deletedRecords(ctx, {
    ...(byId === null ? { name: mention } : { id: byId[2] }),
    limit: DELETED_LOOKED_AT,
  });
  const [only, other] = found.filter(({ entity }) => entities.includes(entity));
  if (only === undefined || other !== undefined) return null;
  return { kind: 'one', ref: { entity: only.entity, id: only.id, name: only.name } };
}

/** The member who was deactivated and is called so; where nobody was, one who is active. */
export async function findFormer(
  ctx: CommandContext,
  mention: string,
  focus: Focus,
): Promise<Found> {
  const userKey = MENTIONED.exec(mention)?.[1];
  const person = userKey === undefined ? null : { ...ctx.identity, userKey };
  const id = person === null ? BY_ID.exec(mention)?.[2] : await anyMemberOfIdentity(ctx, person);
  const options = await lookUpFormer(ctx, id ?? mention);
  const [best, second] = options;
  if (best === undefined || best.score < SURE) {
    const active = await find(ctx, ['member'], mention, focus);
    if (isSure(active)) return active;
  }
  if (best === undefined) return { kind: 'none' };
  if (best.score < SURE) return { kind: 'many', options: options.slice(0, 5), sure: false };
  return second === undefined ? one(best) : { kind: 'many', options, sure: true };
}

const DELETED_LOOKED_AT = 5;

/** Words that mean the record spoken of. */
export const IT =
  /^(?:it|its|there|this|that|them|they|their|those guys|these guys|他们|她们|它们|他们家|这家|这家公司|him|his|he|her|she|this one|that one|the same|(?:this|that|the) (?:deal|opportunity|opp|account|customer|company|contact|person|lead|order|quote|product|task|ticket|case|one|record)|它|他|她|这个|那个|这单|那单|该(?:商机|客户|联系人|线索|订单|报价|产品|任务|工单)|(?:这|那|该)(?:个|家|笔|条|位|张)?(?:单子|商机|订单|工单|单|客户|公司|联系人|线索|报价单?|产品|人|任务|项目|记录|deal)?)$/i;

/** What kind of record a pronoun speaks of, where it says so: "that deal", "她". */
export const PRONOUN_KINDS: readonly { words: RegExp; entity: Entity }[] = [
  { words: /ticket|case|工单/i, entity: 'ticket' },
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

export const BY_ID = /^([a-z]+):([0-9a-f-]{36})$/;

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

/** "My ticket" of somebody who has few: those still open, else those closed. */
async function ownTicket(ctx: CommandContext): Promise<Found> {
  const all = await ownTickets(ctx);
  const open = all.filter((candidate) => candidate.open);
  const options = open.length > 0 ? open : all;
  const [first, second] = options;
  if (first === undefined) return { kind: 'none' };
  return second === undefined
    ? one(first)
    : { kind: 'many', options: options.slice(0, 5), sure: true };
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
export async function named(
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
