import type { ActivityKind } from '../../src/generated/prisma/client.ts';
import type { CalendarDay } from '../../src/platform/clock.ts';
import { ACCOUNTS, type AccountName, accountNamed } from './accounts.ts';
import { type Calendar, earliest, latest, workdayAgo, workingMoment } from './calendar.ts';
import type { ContactPlan } from './contacts.ts';
import type { DealPlan } from './deals.ts';
import { type MemberName, zoneOf } from './members.ts';
import type { OpenStage, RenewalStage } from './open-deals.ts';
import { itemAt, type Random, randomFrom } from './random.ts';
import { type Occasion, SUMMARIES } from './summaries.ts';

export type ActivityPlan = {
  kind: ActivityKind;
  at: Date;
  summary: string;
  author: MemberName;
  account: AccountName;
  /** The deal's name; null for what concerns the account as such. */
  deal: string | null;
  /** The contact's e-mail address; null for a note. */
  contact: string | null;
};

const STAGES: readonly Exclude<OpenStage, RenewalStage>[] = [
  'prospecting',
  'qualification',
  'proposal',
  'negotiation',
];

export function activityPlans(
  calendar: Calendar,
  deals: readonly DealPlan[],
  contacts: readonly ContactPlan[],
): ActivityPlan[] {
  const random = randomFrom(31);
  return [
    ...deals.flatMap((deal) => dealActivities(calendar, deal, contacts, random)),
    ...accountActivities(calendar, deals, contacts, random),
  ];
}

function dealActivities(
  calendar: Calendar,
  deal: DealPlan,
  contacts: readonly ContactPlan[],
  random: Random,
): ActivityPlan[] {
  const moments = deal.touchedOn
    .map((day) => momentOfWork(calendar, deal.owner, day, random))
    .sort((a, b) => a.getTime() - b.getTime());
  const start = random.whole(0, 100);
  const contact = contacts.find((candidate) => candidate.email === deal.contact);
  const about = { ...deal, deal: deal.name, contact, reason: deal.lossReason ?? '' };
  return moments.map((at, position) => {
    const progress = (position + 1) / moments.length;
    const summary = written(occasionOf(deal.stage, progress), start + position, about, random);
    return { at, author: deal.owner, ...summary };
  });
}

/** A deal went through the stages one after the other; `progress` (above 0, up to 1) says how far it was. */
function occasionOf(stage: DealPlan['stage'], progress: number): Occasion {
  if (stage === 'upcoming' || stage === 'contacted' || stage === 'quoted') return 'renewal';
  if (progress === 1) return stage;
  const reached = stage === 'won' || stage === 'lost' ? STAGES.length : STAGES.indexOf(stage);
  return itemAt(STAGES, Math.floor(progress * reached));
}

/** What support and the owners note about accounts that have bought something, this year and last. */
function accountActivities(
  calendar: Calendar,
  deals: readonly DealPlan[],
  contacts: readonly ContactPlan[],
  random: Random,
): ActivityPlan[] {
  const customers = ACCOUNTS.flatMap(({ name, owner }) => {
    const won = deals.filter((deal) => deal.account === name && deal.stage === 'won');
    const contact = contacts.find((candidate) => candidate.account === name);
    return won.length === 0 || contact === undefined ? [] : [{ name, owner, contact, won }];
  });
  return customers.map(({ name, owner, contact, won }, position) => {
    const number = random.whole(0, 100);
    const sold = earliest(won.map((deal) => deal.stageEnteredAt));
    const day = workdayAgo(calendar, random.whole(3, 80));
    const author = position % 3 === 0 ? 'Sam Okafor' : owner;
    const about = { account: name, deal: null, contact, product: '', reason: '' };
    return {
      at: latest([momentOfWork(calendar, author, day, random), sold]),
      author,
      ...written('relationship', number, about, random),
    };
  });
}

/** The summary with this number for an occasion, in the account's language. */
function written(
  occasion: Occasion,
  number: number,
  about: {
    account: AccountName;
    deal: string | null;
    contact: ContactPlan | undefined;
    product: string;
    reason: string;
  },
  random: Random,
): Omit<ActivityPlan, 'at' | 'author'> {
  const { account, deal, contact, product, reason } = about;
  const [kind, text] = itemAt(SUMMARIES[accountNamed(account).language][occasion], number);
  const summary = text
    .replace('{contact}', contact?.name ?? '')
    .replace('{product}', product)
    .replace('{reason}', reason)
    .replace('{n}', String(random.whole(12, 48)));
  return {
    kind,
    summary,
    account,
    deal,
    contact: kind === 'note' ? null : (contact?.email ?? null),
  };
}

function momentOfWork(
  calendar: Calendar,
  author: MemberName,
  day: CalendarDay,
  random: Random,
): Date {
  return workingMoment(calendar, day, zoneOf(author, calendar), random);
}
