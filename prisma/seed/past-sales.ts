import { ACCOUNTS, type AccountPlan, shortName } from './accounts.ts';
import { type Calendar, pastMoment, workdayAgo } from './calendar.ts';
import { pushesOf } from './close-dates.ts';
import { LOSS_REASONS } from './closed-deals.ts';
import type { ContactPlan } from './contacts.ts';
import type { DealPlan } from './deals.ts';
import { repsBeside, zoneOf } from './members.ts';
import { type OfferKey, offerOf, priceFor } from './offers.ts';
import { type Random, randomFrom } from './random.ts';

/** What is sold again and again: from these the forecast learns. */
const REPEATED: readonly OfferKey[] = [
  'pilot',
  'returns',
  'integration',
  'analytics',
  'support',
  'training',
  'lease',
  'coldStore',
  'expansion',
  'wms',
];

/** So many days ago the first of them closed; some two years, so that there are quarters to compare. */
const OLDEST = 800;
/** Closings of a company that grows: one every so many days at first, and now. */
const PACE = { first: 3.6, last: 2.4 };
const STAGES = 4;

/**
 * Deals of the last two years, besides those that are told one by one: enough to learn from. Who is in touch often wins more often,
 * large deals are lost more often and take longer, and a deal that is going to be lost stands still at the end.
 */
export function pastSales(calendar: Calendar, contacts: readonly ContactPlan[]): DealPlan[] {
  const random = randomFrom(41);
  const moving = randomFrom(43);
  const deals: DealPlan[] = [];
  const names = new Set<string>();
  for (let ago = OLDEST; ago > 3; ago -= pace(ago) * (0.5 + random.share())) {
    const account = random.pick(ACCOUNTS);
    const deal = pastSale(calendar, contacts, account, Math.round(ago), random);
    // Each deal has a name of its own: the same is not sold twice to one account in a year.
    if (names.has(deal.name)) continue;
    names.add(deal.name);
    deals.push({ ...deal, pushes: pushesOf(calendar, deal, moving) });
  }
  return deals;
}

function pace(ago: number): number {
  return PACE.last + ((PACE.first - PACE.last) * ago) / OLDEST;
}

function pastSale(
  calendar: Calendar,
  contacts: readonly ContactPlan[],
  account: AccountPlan,
  closedAgo: number,
  random: Random,
): DealPlan {
  const offer = random.pick(REPEATED);
  const { product, price } = offerOf(offer);
  const amount = priceFor(account, offer, random.share());
  // Nobody sees how good a deal is; it shows in how often the customer is in touch.
  const quality = random.share() + random.share() - 1;
  const large = Math.min(1, price[1] / 200);
  const won = random.share() < 0.48 + 0.5 * quality - 0.2 * large;
  const cycle = Math.round(28 + 50 * large + random.whole(0, 45) + (won ? 0 : random.whole(5, 45)));
  const owner = random.share() < 0.85 ? account.owner : random.pick(repsBeside(account.owner));
  const contact = random.pick(contacts.filter((candidate) => candidate.account === account.name));
  const zone = zoneOf(owner, calendar);
  const closedOn = workdayAgo(calendar, closedAgo);
  const created = closedAgo + cycle;
  const touches = Math.max(1, Math.min(5, Math.round(cycle / 30 + 1.6 * quality + (won ? 1 : 0))));
  const slip = won ? random.whole(-12, 16) : random.whole(-30, 40);
  const reason = random.pick(LOSS_REASONS[account.language]);
  return {
    name: `${shortName(account.name)} ${offerOf(offer)[account.language]} ${closedOn.slice(0, 4)}`,
    account: account.name,
    contact: contact.email,
    owner,
    stage: won ? 'won' : 'lost',
    amount,
    currency: account.currency,
    product,
    createdAt: pastMoment(calendar, workdayAgo(calendar, created), '08:40', zone),
    stageEnteredAt: pastMoment(calendar, closedOn, '17:45', zone),
    closeDate: workdayAgo(calendar, Math.max(1, closedAgo + slip)),
    closedOn,
    lossReason: won ? null : reason,
    nextStep: null,
    touchedOn: touched(calendar, { created, closedAgo, touches, still: won ? 3 : 18 }, random),
    // Half of what is lost goes the whole way first.
    lostFrom: won ? null : Math.min(STAGES, 1 + Math.floor(random.share() * 6)),
  };
}

/** The days on which somebody was in touch, the last one some days before the end: longer where a deal stood still. */
function touched(
  calendar: Calendar,
  {
    created,
    closedAgo,
    touches,
    still,
  }: { created: number; closedAgo: number; touches: number; still: number },
  random: Random,
): DealPlan['touchedOn'] {
  const last = Math.min(created, closedAgo + random.whole(1, still));
  const step = (created - last) / touches;
  const earlier = Array.from({ length: touches - 1 }, (_, i) =>
    Math.round(created - step * (i + 0.2 + 0.6 * random.share())),
  );
  return [...earlier, last].map((days) => workdayAgo(calendar, days));
}
