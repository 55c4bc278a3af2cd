/** So long nobody else takes up what a process works on. */
export const LEASE_MS = 60_000;

/** Work that goes on after its turn, taken by a process. */
export type Claimed = {
  id: string;
  organizationId: string;
  /** Whose work it is: it may do what he may. */
  actorId: string;
  conversationId: string | null;
  /** Where it is told of. */
  tell: unknown;
  /** The message that shows its progress. */
  progressId: string | null;
};

/** Another process has taken the work over: it goes on there. */
export class Overtaken extends Error {}
