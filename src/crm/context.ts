import type { CalendarDay, Clock } from '../platform/clock.ts';
import type { Transaction } from '../platform/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { OwnField } from './custom-fields.ts';
import type { ChangeRecorder } from './recorder.ts';

export type MemberRole = 'admin' | 'manager' | 'rep' | 'support' | 'viewer';

/** The organization's own settings, as far as the CRM needs them. */
export type OrganizationSettings = {
  id: string;
  name: string;
  baseCurrency: string;
  timeZone: string;
  locale: 'en' | 'zh';
  fiscalYearStartMonth: number;
  weekStartsOnSunday: boolean;
  /** Whose records a rep sees. */
  repSees: 'own' | 'team' | 'all';
  /** A lead is converted only after a manager approved it. */
  qualifiedLeadsOnly: boolean;
};

/** Who acts: a member with a role, or a customer, who sees nothing of the CRM. */
export type Actor =
  | {
      kind: 'member';
      id: string;
      name: string;
      role: MemberRole;
      teamId: string | null;
      locale: 'en' | 'zh';
      timeZone: string;
    }
  | {
      kind: 'customer';
      /** The chat identity that he is known by. */
      identityId: string;
      name: string;
      contactId: string | null;
      locale: 'en' | 'zh';
      timeZone: string;
    };

/** What a function of the CRM needs of the world. */
export type CrmContext = {
  tx: Transaction;
  organization: OrganizationSettings;
  /** The fields that the organization added to its records, as they were when the turn began. */
  ownFields: readonly OwnField[];
  actor: Actor;
  /** The actor's calendar day. */
  today: CalendarDay;
  clock: Clock;
  ids: Ids;
  log: Log;
  history: ChangeRecorder;
};
