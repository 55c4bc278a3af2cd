import type { Database, Transaction } from '../platform/database.ts';
import type { OrganizationSettings } from './context.ts';

/** The pipeline every organization starts with: the stages of commands.md. */
const FIRST_PIPELINE = [
  {
    key: 'prospecting',
    nameEn: 'Prospecting',
    nameZh: '初步接触',
    kind: 'open',
    probability: '0.10',
    rotAfterDays: 30,
  },
  {
    key: 'qualification',
    nameEn: 'Qualification',
    nameZh: '需求确认',
    kind: 'open',
    probability: '0.25',
    rotAfterDays: 30,
  },
  {
    key: 'proposal',
    nameEn: 'Proposal',
    nameZh: '方案报价',
    kind: 'open',
    probability: '0.50',
    rotAfterDays: 21,
  },
  {
    key: 'negotiation',
    nameEn: 'Negotiation',
    nameZh: '商务谈判',
    kind: 'open',
    probability: '0.75',
    rotAfterDays: 21,
  },
  { key: 'won', nameEn: 'Won', nameZh: '赢单', kind: 'won', probability: '1', rotAfterDays: null },
  {
    key: 'lost',
    nameEn: 'Lost',
    nameZh: '输单',
    kind: 'lost',
    probability: '0',
    rotAfterDays: null,
  },
] as const;

/** The organization of this name, made with its pipeline when it is new. `fresh` tells which. */
export async function ensureOrganization(
  db: Database,
  organization: {
    slug: string;
    name: string;
    baseCurrency?: string;
    timeZone?: string;
    locale?: 'en' | 'zh';
  },
): Promise<{ settings: OrganizationSettings; fresh: boolean }> {
  return db.asSystem(async (tx) => {
    const known = await tx.organization.findUnique({ where: { slug: organization.slug } });
    if (known !== null) return { settings: known, fresh: false };
    const made = await tx.organization.create({ data: organization });
    await tx.pipeline.create({
      data: {
        organizationId: made.id,
        name: 'Sales',
        isDefault: true,
        stages: { create: FIRST_PIPELINE.map((stage, position) => ({ ...stage, position })) },
      },
    });
    return { settings: made, fresh: true };
  });
}

/** Whether nothing was ever written here: no record has had a number, and nobody has changed a setting. */
export async function isUntouched(tx: Transaction, organizationId: string): Promise<boolean> {
  const numbered = await tx.numberSequence.findFirst({ where: { organizationId } });
  if (numbered !== null) return false;
  return (
    (await tx.changeSet.findFirst({ where: { organizationId }, select: { id: true } })) === null
  );
}

/** Calls an organization otherwise. */
export async function renameOrganization(
  tx: Transaction,
  id: string,
  name: string,
): Promise<OrganizationSettings> {
  return tx.organization.update({ where: { id }, data: { name } });
}

/** The organization that a chat tenant belongs to; null when nobody installed Parley there. */
export async function organizationOf(
  tx: Transaction,
  provider: 'slack' | 'teams' | 'console',
  tenantKey: string,
): Promise<OrganizationSettings | null> {
  const installation = await tx.chatInstallation.findUnique({
    where: { provider_tenantKey: { provider, tenantKey } },
    include: { organization: true },
  });
  return installation?.organization ?? null;
}

/** The settings of an organization. */
export function organizationById(tx: Transaction, id: string): Promise<OrganizationSettings> {
  return tx.organization.findUniqueOrThrow({ where: { id } });
}

/** Says that a chat tenant belongs to an organization. A tenant that belongs to another one stays there. */
export async function installIn(
  tx: Transaction,
  organizationId: string,
  provider: 'slack' | 'teams' | 'console',
  tenantKey: string,
): Promise<void> {
  await tx.chatInstallation.upsert({
    where: { provider_tenantKey: { provider, tenantKey } },
    create: { organizationId, provider, tenantKey },
    update: {},
  });
}
