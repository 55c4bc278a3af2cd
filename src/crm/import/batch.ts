import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import type { CrmContext } from '../context.ts';
import { listPipelines, pipelineKeyOf } from '../pipelines.ts';
import type { Reading } from './draft.ts';
import type { Mode } from './items.ts';
import { fieldsOfKinds } from './own-fields.ts';
import { type Profile, readProfile } from './profile.ts';
import { IMPORT_KINDS, type ImportKind, type Target } from './targets.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    no_import: Record<string, never>;
  }
}

export const MappingShape = z.object({
  columns: z.array(z.string().nullable()),
  /** What a person decided of a column whose days can be read in two ways, by its index. */
  dayOrders: z.record(z.string(), z.enum(['dmy', 'mdy'])).default({}),
  replacements: z.record(z.string(), z.string()).default({}),
  defaults: z.record(z.string(), z.string()).default({}),
  /** Nothing comes in when one row is bad. */
  whole: z.boolean().default(false),
  /** What accounts are that are only like one that is there. */
  likeNamed: z.enum(['ask', 'new', 'same']).default('ask'),
});
export type MappingJson = z.infer<typeof MappingShape>;

/** How far an import is. */
export type Progress = {
  batchId: string;
  kind: ImportKind;
  status: 'proposed' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone';
  done: number;
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
};

export type Batch = {
  id: string;
  actorId: string;
  kind: ImportKind;
  createdAt: Date;
  fileId: string | null;
  fileName: string;
  mapping: unknown;
  mode: Mode;
  status: Progress['status'];
  cursor: number;
  total: number | null;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
};

const KIND = z.enum(IMPORT_KINDS);

export async function getBatch(ctx: CrmContext, id: string): Promise<Batch> {
  const row = await ctx.tx.importBatch.findFirst({
    where: { id, organizationId: ctx.organization.id },
    include: { file: { select: { name: true } } },
  });
  if (row === null) throw new Refusal('no_import', {});
  return { ...row, kind: KIND.parse(row.kind), fileName: row.file?.name ?? '' };
}

export function progressOf(batch: Omit<Batch, 'kind' | 'fileName'> & { kind: string }): Progress {
  return {
    batchId: batch.id,
    kind: KIND.parse(batch.kind),
    status: batch.status,
    done: batch.cursor,
    total: batch.total ?? batch.cursor,
    created: batch.created,
    updated: batch.updated,
    unchanged: batch.unchanged,
    failed: batch.failed,
  };
}

export async function latest(
  ctx: CrmContext,
  conversationId: string | null,
  statuses: Progress['status'][],
): Promise<Batch | null> {
  if (ctx.actor.kind !== 'member') return null;
  const row = await ctx.tx.importBatch.findFirst({
    where: {
      organizationId: ctx.organization.id,
      actorId: ctx.actor.id,
      conversationId,
      status: { in: statuses },
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return row === null ? null : getBatch(ctx, row.id);
}

function findProposal(ctx: CrmContext, conversationId: string | null): Promise<Batch | null> {
  return latest(ctx, conversationId, ['proposed']);
}

export async function openProposal(ctx: CrmContext, conversationId: string | null): Promise<Batch> {
  const batch = await findProposal(ctx, conversationId);
  if (batch === null) throw new Refusal('no_import', {});
  return batch;
}

export async function dropProposals(ctx: CrmContext, conversationId: string | null): Promise<void> {
  if (ctx.actor.kind !== 'member') return;
  await ctx.tx.importBatch.deleteMany({
    where: {
      organizationId: ctx.organization.id,
      actorId: ctx.actor.id,
      conversationId,
      status: 'proposed',
    },
  });
}

export async function tableOf(
  ctx: CrmContext,
  fileId: string | null,
): Promise<{ name: string; profile: Profile }> {
  const file = await ctx.tx.storedFile.findFirst({
    where: {
      id: fileId ?? '',
      organizationId: ctx.organization.id,
      expiresAt: { gt: ctx.clock.now() },
    },
    select: { name: true, profile: true, memberId: true },
  });
  const profile = file === null ? null : readProfile(file.profile);
  const mine =
    ctx.actor.kind === 'member' && (ctx.actor.role === 'admin' || ctx.actor.id === file?.memberId);
  if (file === null || profile === null || !mine) throw new Refusal('file_gone', {});
  return { name: file.name, profile };
}

export function columnsIn(profile: Profile): { header: string; samples: string[] }[] {
  return profile.columns.map(({ header, values }) => ({
    header,
    samples: values.slice(0, 50).map(([value]) => value),
  }));
}

export function targetAt(
  mapping: MappingJson,
  targets: readonly Target[],
  index: number,
): Target | null {
  return targets.find(({ field }) => field === mapping.columns[index]) ?? null;
}

export async function readingOf(ctx: CrmContext, batch: Batch, profile: Profile): Promise<Reading> {
  const targets = (await fieldsOfKinds(ctx))(batch.kind);
  const mapping = MappingShape.parse(batch.mapping);
  return {
    header: profile.columns.map(({ header }) => header),
    targets: profile.columns.map((_, i) => targetAt(mapping, targets, i)),
    styles: profile.columns.map((column, i) => ({
      // What nothing decides is read as the person said, else as the organization's currency suggests; mixed columns stay strict.
      dayOrder:
        mapping.dayOrders[String(i)] ??
        column.dayOrder ??
        (column.mixedDays ? null : ctx.organization.baseCurrency === 'USD' ? 'mdy' : 'dmy'),
      decimalComma: column.decimalComma,
    })),
    replacements: new Map(Object.entries(mapping.replacements)),
    defaults: targets.flatMap((target) => {
      const text = mapping.defaults[target.field];
      return text === undefined ? [] : [{ target, text }];
    }),
    stages: (await listPipelines(ctx)).flatMap(({ name, stages }) =>
      stages.map(({ key, nameEn, nameZh }) => {
        return { key, nameEn, nameZh, pipeline: pipelineKeyOf(name) };
      }),
    ),
    padded: profile.format.kind === 'excel',
  };
}
