import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import type { Passage } from '../../src/support/retrieval.ts';

const File = z.object({
  lang: z.enum(['en', 'zh']).optional().catch(undefined),
  docs: z.array(
    z.object({ id: z.string(), title: z.string(), text: z.string(), group: z.string().optional() }),
  ),
  queries: z.array(
    z.object({
      text: z.string(),
      rel: z.array(z.string()),
      unanswerable: z.boolean().optional(),
      /** Newest first, each with who said it: "agent:…". */
      history: z.array(z.string()).optional(),
    }),
  ),
});

export type Query = { text: string; earlier: readonly string[]; relevant: ReadonlySet<string> };
export type Dataset = {
  name: string;
  language: 'en' | 'zh';
  passages: readonly Passage[];
  queries: readonly Query[];
};

/** On whose even questions the weights were chosen: only their odd ones are scored. */
const CHOSEN_ON = ['squad2_dev', 'doc2dial_val', 'covid_faq'];

/** The questions that have an answer; null when the file is not there. */
export function readDataset(path: string): Dataset | null {
  if (!existsSync(path)) return null;
  const file = File.parse(JSON.parse(readFileSync(path, 'utf8')));
  const sample = file.queries
    .slice(0, 200)
    .map(({ text }) => text)
    .join('');
  const language = file.lang ?? (/\p{Script=Han}/u.test(sample) ? 'zh' : 'en');
  return {
    name: basename(path, '.json'),
    language,
    passages: file.docs.map(({ id, title, text, group }) => ({
      id,
      document: group ?? id,
      title,
      heading: '',
      text,
      language,
      audience: 'customer',
    })),
    queries: file.queries
      .filter(({ unanswerable, rel }) => unanswerable !== true && rel.length > 0)
      .map(({ text, rel, history = [] }) => ({
        text,
        earlier: history.map((turn) => turn.replace(/^(?:agent|user):\s*/, '')),
        relevant: new Set(rel),
      })),
  };
}

export function wasChosenOn({ name }: Dataset): boolean {
  return CHOSEN_ON.includes(name);
}

export function evenOnes<T>(values: readonly T[]): T[] {
  return values.filter((_, i) => i % 2 === 0);
}

export function oddOnes<T>(values: readonly T[]): T[] {
  return values.filter((_, i) => i % 2 === 1);
}
