import type { Actor } from '../crm/context.ts';
import { orderName } from '../crm/orders.ts';
import type { Transaction } from '../platform/database.ts';
import type { Language } from './audience.ts';
import { type KnowledgeGraph, namesOf } from './knowledge-graph.ts';
import { finderOf, longest } from './synonyms.ts';

/** A plan or a product of the graph that the asker's account has ordered. */
export type OwnThing = { node: string; plan: boolean; name: string; order: string };

/**
 * What the asker's account has: plans and products on its confirmed and fulfilled orders, the latest order of each. Nothing unless
 * a customer who is linked to a contact asks where nobody else reads.
 */
export async function ownThings(
  ctx: {
    tx: Transaction;
    organization: { id: string };
    actor: Actor;
    conversation: { direct: boolean };
  },
  graph: KnowledgeGraph,
  language: Language,
): Promise<OwnThing[]> {
  const { tx, organization, actor, conversation } = ctx;
  if (actor.kind !== 'customer' || actor.contactId === null || !conversation.direct) return [];
  const lines = await tx.sql<{ number: number; name: string; product: string | null }>`
    SELECT o."number", l."name", p."name" AS "product"
    FROM "Contact" c
    JOIN "Account" a ON a."organizationId" = c."organizationId" AND a."id" = c."accountId" AND a."deletedAt" IS NULL
    JOIN "Order" o ON o."organizationId" = a."organizationId" AND o."accountId" = a."id" AND o."deletedAt" IS NULL
    JOIN "OrderLine" l ON l."organizationId" = o."organizationId" AND l."orderId" = o."id" AND l."deletedAt" IS NULL
    LEFT JOIN "Product" p ON p."organizationId" = l."organizationId" AND p."id" = l."productId"
    WHERE c."organizationId" = ${organization.id}::uuid AND c."id" = ${actor.contactId}::uuid AND c."deletedAt" IS NULL
      AND o."status"::text IN ('confirmed', 'fulfilled')
    ORDER BY o."orderedOn" DESC, o."number" DESC, l."position"
    LIMIT 200`;
  const sold = graph.things.filter(({ kind }) => kind === 'plan' || kind === 'product');
  const find = finderOf(namesOf(sold));
  const called = new Map(sold.map(({ kind, key, name }) => [`${kind}/${key}`, name[language]]));
  const own = new Map<string, OwnThing>();
  for (const { number, name, product } of lines)
    for (const { key } of longest(find(product ?? name)))
      if (!own.has(key))
        own.set(key, {
          node: key,
          plan: key.startsWith('plan/'),
          name: called.get(key) ?? name,
          order: orderName({ number }),
        });
  return [...own.values()];
}
