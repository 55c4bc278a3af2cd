import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Problem } from './problems.ts';

export const ENTITY_KINDS = ['product', 'feature', 'error', 'plan', 'policy', 'procedure'] as const;

/** What articles are about, as a file of the graph says it. */
export type EntityText = {
  key: string;
  kind: (typeof ENTITY_KINDS)[number];
  path: string;
  name: { en: string; zh: string };
  aliases: { en: readonly string[]; zh: readonly string[] };
  partOf: readonly string[];
  requires: readonly string[];
};

const strings = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((value) => (value == null ? [] : [value].flat()));

const Entity = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'has lower-case letters, digits and hyphens'),
    kind: z.enum(ENTITY_KINDS),
    name: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
    aliases: z.strictObject({ en: strings, zh: strings }).partial().nullish(),
    part_of: strings,
    requires: strings,
  })
  .transform(({ key, kind, name, aliases, part_of, requires }) => ({
    key,
    kind,
    name,
    aliases: { en: aliases?.en ?? [], zh: aliases?.zh ?? [] },
    partOf: part_of,
    requires,
  }));

/** Reads a file of the graph: a YAML list. What is wrong with one entry leaves the others. */
export function readEntities(file: { path: string; text: string }): {
  entities: EntityText[];
  problems: Problem[];
} {
  const { path } = file;
  let yaml: unknown;
  try {
    yaml = parseYaml(file.text, { schema: 'failsafe', maxAliasCount: 0 }) ?? [];
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { entities: [], problems: [{ kind: 'bad-graph', path, detail }] };
  }
  if (!Array.isArray(yaml))
    return { entities: [], problems: [{ kind: 'bad-graph', path, detail: 'is no list' }] };
  const entities: EntityText[] = [];
  const problems: Problem[] = [];
  for (const [i, entry] of yaml.entries()) {
    const read = Entity.safeParse(entry);
    if (read.success) entities.push({ ...read.data, path });
    else {
      const issue = read.error.issues[0];
      const detail = `entry ${i + 1}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
      problems.push({ kind: 'bad-graph', path, detail });
    }
  }
  return { entities, problems };
}
