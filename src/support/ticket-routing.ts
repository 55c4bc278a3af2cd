import type { CrmContext } from '../crm/context.ts';
import type { Priority } from './sla.ts';

const URGENT =
  /(?<![a-z])(?:urgent(?:ly)?|asap|emergency|critical|outage|(?:is|are|went|gone|all|completely|totally) down|down (?:again|since|completely)|(?:nobody|no one|no-one|none of us) can (?:work|log|ship|pick|scan|use)|can(?:'|’)?t work at all|production (?:is )?(?:stopped|halted|stands still)|(?:warehouse|line|site|system|everything) (?:is )?(?:stopped|halted|at a standstill|standing still)|safety (?:issue|incident|hazard)|on fire|smoke)(?![a-z])|紧急|加急|十万火急|宕机|瘫痪|崩溃了|全停|停产|停摆|停线|起火|冒烟|安全事故|没法(?:工作|干活|生产|发货)|无法(?:工作|生产|发货)|都(?:不能|没法)(?:用|工作)/iu;
const HIGH =
  /(?<![a-z])(?:high priority|important|blocking|blocked|blocker|as soon as possible|severe|serious|cannot (?:ship|log in|work)|can(?:'|’)?t (?:ship|log in|work))(?![a-z])|重要|严重|尽快|高优先|阻塞|影响(?:生产|发货|使用)|急用|着急/iu;
const LOW =
  /(?<![a-z])(?:low priority|not urgent|no (?:rush|hurry)|whenever you (?:can|have time)|minor|nice to have|just (?:wondering|curious))(?![a-z])|不急|不着急|不紧急|低优先|有空(?:再|时)|小问题/iu;

/** How urgent something is, by the words it is told in; null when they do not say. */
export function priorityIn(text: string): Priority | null {
  if (LOW.test(text)) return 'low';
  if (URGENT.test(text)) return 'urgent';
  return HIGH.test(text) ? 'high' : null;
}

/**
 * The support agent for a ticket: who answered this customer last time, else who has the fewest open tickets. Null when there is no
 * agent.
 */
export async function agentFor(
  ctx: CrmContext,
  customer: {
    requesterId: string;
    contactId: string | null;
    accountId: string | null;
    /** The ticket itself, and whoever asked: nobody answers himself. */
    except?: { memberId: string | null };
  },
): Promise<string | null> {
  const organizationId = ctx.organization.id;
  const [found] = await ctx.tx.sql<{ id: string }>`
    SELECT m."id" FROM "Member" m
    LEFT JOIN LATERAL (
      SELECT max(t."createdAt") AS at FROM "Ticket" t
      WHERE t."organizationId" = m."organizationId" AND t."assigneeId" = m."id" AND t."deletedAt" IS NULL
        AND (t."requesterId" = ${customer.requesterId}::uuid OR t."contactId" = ${customer.contactId}::uuid
          OR t."accountId" = ${customer.accountId}::uuid)
    ) had ON true
    LEFT JOIN LATERAL (
      SELECT count(*) AS open FROM "Ticket" t
      WHERE t."organizationId" = m."organizationId" AND t."assigneeId" = m."id" AND t."deletedAt" IS NULL
        AND t."status" <> 'closed'
    ) has ON true
    WHERE m."organizationId" = ${organizationId}::uuid AND m."role" = 'support' AND m."deletedAt" IS NULL
      AND m."id" IS DISTINCT FROM ${customer.except?.memberId ?? null}::uuid
    ORDER BY had.at DESC NULLS LAST, has.open, m."createdAt", m."id" LIMIT 1`;
  return found?.id ?? null;
}
