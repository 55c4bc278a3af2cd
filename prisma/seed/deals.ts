import { addDays, type CalendarDay, daysBetween } from '../../src/platform/clock.ts';
import { ACCOUNTS, type AccountPlan, accountNamed, shortName } from './accounts.ts';
import { type Calendar, closingDay, pastMoment, quarterEnd, workdayAgo } from './calendar.ts';
import { type Push, pushesOf } from './close-dates.ts';
import { CLOSED_DEALS, LOSS_REASONS } from './closed-deals.ts';
import type { ContactPlan } from './contacts.ts';
import { type MemberName, members, repsBeside, zoneOf } from './members.ts';
import { type OfferKey, offerOf, priceFor } from './offers.ts';
import { OPEN_DEALS, type OpenDealRow, type OpenStage, RENEWALS } from './open-deals.ts';
import { pastSales } from './past-sales.ts';
import { type Random, randomFrom } from './random.ts';

export type DealPlan = {
  /** Unique: the plans refer to a deal by it. */
  name: string;
  account: AccountPlan['name'];
  /** The contact's e-mail address. */
  contact: string;
  owner: MemberName;
  stage: OpenStage | 'won' | 'lost';
  /** Whole units of the currency; null when nobody knows yet. */
  amount: number | null;
  currency: AccountPlan['currency'];
  product: string;
  createdAt: Date;
  stageEnteredAt: Date;
  closeDate: CalendarDay;
  closedOn: CalendarDay | null;
  lossReason: string | null;
  nextStep: string | null;
  /** The days on which somebody was in touch with the customer, in order; never empty. */
  touchedOn: readonly CalendarDay[];
  /** In how many open stages a lost deal was; drawn where it is not told. */
  lostFrom?: number | null;
  /** How the close date was moved out before it was as it is. */
  pushes?: readonly Push[];
};

/** The deals last closed some 13 months ago were created within 15. */
const OLDEST = { closed: 400, created: 455 };

export function dealPlans(calendar: Calendar, contacts: readonly ContactPlan[]): DealPlan[] {
  const moving = randomFrom(44);
  const told = closedDeals(calendar, contacts);
  return [
    ...told.map((deal) => ({ ...deal, pushes: pushesOf(calendar, deal, moving) })),
    ...pastSales(calendar, contacts),
    ...openDeals(calendar, contacts, OPEN_DEALS, randomFrom(21)),
    ...openDeals(calendar, contacts, RENEWALS, randomFrom(23)),
  ];
}

function openDeals(
  calendar: Calendar,
  contacts: readonly ContactPlan[],
  rows: typeof OPEN_DEALS,
  random: Random,
): DealPlan[] {
  return members.flatMap(({ name: owner }) =>
    (rows[owner] ?? []).map((row) => openDeal(calendar, contacts, owner, row, random)),
  );
}

function openDeal(
  calendar: Calendar,
  contacts: readonly ContactPlan[],
  owner: MemberName,
  [accountName, offer, stage, thousands, daysAgo, closing, nextStep]: OpenDealRow,
  random: Random,
): DealPlan {
  const account = accountNamed(accountName);
  const [created, entered, touched] = daysAgo;
  const zone = zoneOf(owner, calendar);
  const createdAt = pastMoment(calendar, workdayAgo(calendar, created), '08:40', zone);
  const touches = Math.min(4, 1 + Math.ceil(created / 30), 1 + created - touched);
  return {
    ...sale(account, offer),
    contact: mainContact(contacts, account).email,
    owner,
    stage,
    amount: thousands === null ? null : Math.round(thousands * 1000),
    createdAt,
    stageEnteredAt:
      entered === created
        ? createdAt
        : pastMoment(calendar, workdayAgo(calendar, entered), '09:05', zone),
    closeDate: closingDay(calendar, closing, random.share()),
    closedOn: null,
    lossReason: null,
    nextStep: nextStep ?? null,
    touchedOn: daysFrom(calendar, created, touched, touches, random),
  };
}

function closedDeals(calendar: Calendar, contacts: readonly ContactPlan[]): DealPlan[] {
  const random = randomFrom(22);
  const all = ACCOUNTS.flatMap((account) =>
    CLOSED_DEALS[account.name].map((entry) => ({ account, entry })),
  );
  return all.map(({ account, entry }, position) => {
    const [offer, outcome] = entry.split(' ') as [OfferKey, 'won' | 'lost'];
    const sales = CLOSED_DEALS[account.name].filter((other) => other.endsWith(' won'));
    // Multiples of the golden ratio lie evenly between 0 and 1, in no visible order.
    const spread = (position * 0.618_034) % 1;
    // What was sold came one after the other; a loss can have been at any time.
    const late = outcome === 'won' ? (sales.indexOf(entry) + spread) / sales.length : spread;
    const closedAgo = Math.round(OLDEST.closed * (1 - late)) + 2;
    return closedDeal(calendar, contacts, { account, offer, outcome, closedAgo }, random);
  });
}

function closedDeal(
  calendar: Calendar,
  contacts: readonly ContactPlan[],
  past: { account: AccountPlan; offer: OfferKey; outcome: 'won' | 'lost'; closedAgo: number },
  random: Random,
): DealPlan {
  const { account, offer, outcome } = past;
  const [priceShare, ownerShare, slip] = [random.share(), random.share(), random.whole(-14, 10)];
  const amount = priceFor(account, offer, priceShare);
  const cycle =
    random.whole(25, 50) + Math.round(offerOf(offer).price[1] / 6) + random.whole(0, 35);
  const rush = { chance: random.share(), daysBefore: random.whole(0, 9) };
  const closedAgo = outcome === 'won' ? rushed(calendar, past.closedAgo, rush) : past.closedAgo;
  const created = Math.min(OLDEST.created, past.closedAgo + cycle);
  const owner = ownerShare < 0.85 ? account.owner : random.pick(repsBeside(account.owner));
  const contact = random.pick(contacts.filter((candidate) => candidate.account === account.name));
  const reason = random.pick(LOSS_REASONS[account.language]);
  const zone = zoneOf(owner, calendar);
  const closedOn = workdayAgo(calendar, closedAgo);
  // Customers who are going to sign are in touch more often.
  const touches = outcome === 'won' ? random.whole(2, 3) : random.whole(1, 2);
  return {
    ...sale(account, offer),
    contact: contact.email,
    owner,
    stage: outcome,
    amount,
    createdAt: pastMoment(calendar, workdayAgo(calendar, created), '08:40', zone),
    stageEnteredAt: pastMoment(calendar, closedOn, '17:45', zone),
    closeDate: workdayAgo(calendar, Math.max(1, closedAgo + slip)),
    closedOn,
    lossReason: outcome === 'lost' ? reason : null,
    nextStep: null,
    touchedOn: daysFrom(calendar, created, closedAgo, touches, random),
  };
}

/** The push at the end of the quarter: almost half of the won deals are signed in its last days. */
function rushed(
  calendar: Calendar,
  closedAgo: number,
  rush: { chance: number; daysBefore: number },
): number {
  const end = quarterEnd(calendar, addDays(calendar.today, -closedAgo));
  const lastDays = daysBetween(end, calendar.today) + rush.daysBefore;
  return rush.chance < 0.45 && lastDays >= 2 && lastDays < closedAgo ? lastDays : closedAgo;
}

function sale(account: AccountPlan, offer: OfferKey) {
  return {
    name: `${shortName(account.name)} ${offerOf(offer)[account.language]}`,
    account: account.name,
    currency: account.currency,
    product: offerOf(offer).product,
  };
}

/** @throws RangeError when the account has no contact. */
function mainContact(contacts: readonly ContactPlan[], account: AccountPlan): ContactPlan {
  const main = contacts.find((contact) => contact.account === account.name);
  if (main === undefined) throw new RangeError(`no contact at ${account.name}`);
  return main;
}

/** So many working days from `first` to `last` days ago, both in days before today; the last one is always among them. */
function daysFrom(
  calendar: Calendar,
  first: number,
  last: number,
  count: number,
  random: Random,
): CalendarDay[] {
  const step = (first - last) / count;
  const earlier = Array.from({ length: count - 1 }, (_, i) =>
    Math.round(first - step * (i + 0.2 + 0.6 * random.share())),
  );
  return [...earlier, last].map((days) => workdayAgo(calendar, days));
}
