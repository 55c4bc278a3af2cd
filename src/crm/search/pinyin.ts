import { pinyin } from 'pinyin-pro';
import type { Transaction } from '../../platform/database.ts';

/** How Chinese is typed on Latin keys: `huawei` and `hw` for 华为. */
export type Typed = { full: string; initials: string };

const HAN = /\p{Script=Han}+/gu;

/** The Chinese in a text as it is typed; null when there is none. */
export function typedOf(text: string): Typed | null {
  const chinese = text.match(HAN)?.join('') ?? '';
  if (chinese === '') return null;
  const syllables = syllablesOf(chinese);
  return { full: syllables.join(''), initials: syllables.map((s) => s.charAt(0)).join('') };
}

/** The syllables of a Chinese text, without tones. */
export function syllablesOf(chinese: string): string[] {
  return pinyin(chinese, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' });
}

const BATCH = 500;

/**
 * Notes how the Chinese names of entries are typed, where it is not known yet: of these records, else of any 500 that wait. The
 * database cannot know it by itself.
 *
 * @returns how many were noted.
 */
export async function fillPinyin(
  tx: Transaction,
  recordIds: readonly string[] | null,
): Promise<number> {
  const waiting = await tx.sql<{ recordId: string; key: string; also: string }>`
    SELECT "recordId", "key", "also" FROM "SearchEntry" WHERE "pinyin" IS NULL
      AND (${recordIds}::uuid[] IS NULL OR "recordId" = ANY(${recordIds}::uuid[])) LIMIT ${BATCH}`;
  if (waiting.length === 0) return 0;
  const ids = waiting.map((entry) => entry.recordId);
  const typed = waiting.map(({ key, also }) =>
    [typedOf(key), typedOf(also)]
      .flatMap((t) => (t === null ? [] : [t.full, t.initials]))
      .join(' '),
  );
  tx.send`
    UPDATE "SearchEntry" e SET "pinyin" = t.typed FROM unnest(${ids}::uuid[], ${typed}::text[]) AS t(id, typed)
    WHERE e."recordId" = t.id`;
  return waiting.length;
}
