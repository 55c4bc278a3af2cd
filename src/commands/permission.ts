import type { Actor } from '../crm/context.ts';
import type { Command, Role } from './command.ts';

/** Which roles a person has the rights of: a manager also a rep's, a viewer a rep's as far as nothing changes. */
const COUNTS_AS: Readonly<Record<Role, readonly Role[]>> = {
  admin: ['admin', 'manager', 'rep', 'support', 'viewer'],
  manager: ['manager', 'rep', 'viewer'],
  rep: ['rep'],
  support: ['support'],
  viewer: ['viewer'],
  customer: ['customer'],
};

/** Whether a person may use a command at all; which records is decided where they are read. */
export function mayUse(actor: Actor, command: Pick<Command, 'roles' | 'risk'>): boolean {
  if (command.roles.includes('everyone')) return true;
  const role: Role = actor.kind === 'customer' ? 'customer' : actor.role;
  if (role === 'viewer' && command.risk === 'read' && command.roles.includes('rep')) return true;
  return COUNTS_AS[role].some((counted) => command.roles.includes(counted));
}

/**
 * Whether what a command answers this person never goes where outsiders read: it shows or changes the CRM, or more of a ticket than
 * the customer sees who may use the same command.
 */
export function isInternal(command: Pick<Command, 'roles'>, actor: Pick<Actor, 'kind'>): boolean {
  if (command.roles.includes('everyone')) return false;
  return actor.kind === 'member' || !command.roles.includes('customer');
}

/** The least role of a member that may use a command; null for a customer, who is not told of what is inside. */
export function leastRole(actor: Actor, command: Pick<Command, 'roles' | 'risk'>): Role | null {
  if (actor.kind === 'customer') return null;
  const ladder: readonly Role[] = ['rep', 'manager', 'admin'];
  return ladder.find((role) => mayUse({ ...actor, role } as Actor, command)) ?? null;
}
