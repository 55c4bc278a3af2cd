import { nameKey } from '../../src/crm/names.ts';
import { addDays } from '../../src/platform/clock.ts';
import type { Transaction } from '../../src/platform/database.ts';
import { uuids } from '../../src/platform/ids.ts';
import { type Calendar, pastMoment } from './calendar.ts';

type Status = 'new' | 'working' | 'qualified' | 'unqualified';
type Plan = readonly [
  name: string,
  company: string,
  email: string | null,
  source: string,
  status: Status,
  owner: string | null,
  daysAgo: number,
  reason?: string,
];

/** People who asked, met us or were recommended, and are no customers yet. */
const LEADS: readonly Plan[] = [
  ['Ines Duarte', 'Porto Frio', 'ines@portofrio.example', 'website', 'new', null, 1],
  [
    'Karl Brandt',
    'Brandt Logistik',
    'k.brandt@brandt.example',
    'trade show',
    'working',
    'Dana Ruiz',
    6,
  ],
  [
    'Amara Obi',
    'Lagos Fresh',
    'amara@lagosfresh.example',
    'referral',
    'qualified',
    'Dana Ruiz',
    12,
  ],
  ['Theo Marchand', 'Marchand Vins', null, 'webinar', 'new', 'Bob Lee', 3],
  [
    'Ruth Feld',
    'Feld Dental',
    'ruth@felddental.example',
    'linkedin',
    'unqualified',
    'Bob Lee',
    20,
    'too small',
  ],
  ['Jonas Lind', 'Nordkap Seafood', 'jonas@nordkap.example', 'partner', 'working', 'Bob Lee', 9],
  ['赵敏', '东海冷链', 'zhaomin@donghai.example', '展会', 'new', null, 2],
  ['周立', '云峰仓储', 'zhouli@yunfeng.example', '官网', 'qualified', 'Dana Ruiz', 15],
];

/** Adds the leads of the demo company and gives their number. */
export async function addLeads(
  tx: Transaction,
  organizationId: string,
  calendar: Calendar,
  member: ReadonlyMap<string, string>,
): Promise<number> {
  const plans = [...LEADS].sort((a, b) => b[6] - a[6]);
  await tx.lead.createMany({
    data: plans.map(([name, company, email, source, status, owner, daysAgo, reason], position) => {
      const at = pastMoment(
        calendar,
        addDays(calendar.today, -daysAgo),
        '09:00',
        calendar.timeZone,
      );
      return {
        id: uuids.next(),
        organizationId,
        number: position + 1,
        createdAt: at,
        updatedAt: at,
        origin: 'seed' as const,
        name,
        nameKey: nameKey(name),
        company,
        companyKey: nameKey(company),
        email,
        source,
        status,
        reason: reason ?? null,
        ownerId: owner === null ? null : (member.get(owner) ?? null),
      };
    }),
  });
  return plans.length;
}
