import type { CommandContext } from '../../src/commands/context.ts';
import { createAccount } from '../../src/crm/accounts.ts';
import { type Deal, logDeal } from '../../src/crm/deals.ts';
import { type Undone, undo } from '../../src/crm/undo.ts';
import { aCompany, type Colleague, type Company } from '../harness/company.ts';

/** A rep and a manager with an account between them. */
export type Office = {
  company: Company;
  dana: Colleague;
  maya: Colleague;
  acme: string;
  /** Dana's deal with Acme: `Renewal`, worth $10. */
  aDeal: (more?: object) => Promise<Deal>;
  dealRow: (id: string) => ReturnType<typeof dealRow>;
  accountRow: (id: string) => ReturnType<typeof accountRow>;
};

export async function anOffice(): Promise<Office> {
  const company = await aCompany();
  const dana = await company.member('Dana');
  const maya = await company.member('Maya', { role: 'manager' });
  const data = { name: 'Acme', domain: 'acme.com' };
  const { id: acme } = await dana.does((ctx) => createAccount(ctx, data));
  return {
    company,
    dana,
    maya,
    acme,
    aDeal: (more = {}) =>
      dana.does((ctx) => logDeal(ctx, { accountId: acme, name: 'Renewal', ...worth(10), ...more })),
    dealRow: (id) => dealRow(company, id),
    accountRow: (id) => accountRow(company, id),
  };
}

const dealRow = (company: Company, id: string) =>
  company.in((tx) => tx.deal.findUniqueOrThrow({ where: { id } }));
const accountRow = (company: Company, id: string) =>
  company.in((tx) => tx.account.findUniqueOrThrow({ where: { id } }));

export const worth = (amount: number) => ({ value: { amount, currency: 'USD' } });

/** Does something and gives the id of the change set it wrote. */
export async function change(
  who: Colleague,
  work: (ctx: CommandContext) => Promise<unknown>,
): Promise<string> {
  const { changeSetId } = await who.turn(work);
  if (changeSetId === null) throw new Error('nothing was changed');
  return changeSetId;
}

/** Takes back a change set; the last one of this person when none is named. */
export const undoes = (who: Colleague, changeSetId?: string): Promise<Undone> =>
  who.does((ctx) => undo(ctx, { changeSetId, conversationId: ctx.conversation.id }));

/** Undoes, and gives the id of the change set that the undo wrote. */
export const undoing = (who: Colleague, changeSetId: string): Promise<string> =>
  change(who, (ctx) => undo(ctx, { changeSetId, conversationId: null }));
