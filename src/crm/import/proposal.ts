import { similarity } from '../../platform/distance.ts';
import type { CrmContext } from '../context.ts';
import { type Batch, type MappingJson, MappingShape, readingOf, tableOf } from './batch.ts';
import { type Reading, type RowProblem, readRow } from './draft.ts';
import { type Mode, memberNamed, officeOf } from './items.ts';
import { EXAMPLES } from './limits.ts';
import { fieldsOfKinds } from './own-fields.ts';
import type { Profile } from './profile.ts';
import type { ImportKind } from './targets.ts';
import { writeRows } from './write.ts';

/** An import as it would happen: shown before anything is written. */
export type Proposal = {
  batchId: string;
  file: string;
  kind: ImportKind;
  mode: Mode;
  /** Nothing comes in when one row is bad. */
  whole: boolean;
  rows: number;
  columns: readonly { header: string; field: string | null; values: readonly string[] }[];
  fields: readonly string[];
  /** The first rows, the mapped columns only. */
  preview: readonly (readonly string[])[];
  /** What would become of the first `sampled` rows. */
  sampled: number;
  created: number;
  existing: number;
  /** What the first of those that are there already are called. */
  existingNames: readonly string[];
  bad: readonly { line: number; problems: readonly RowProblem[] }[];
  badCount: number;
  /** Names of accounts that are only like one that is there, with that one, as long as that is not decided. */
  likeNames: readonly string[];
  /** Columns with a header that stands there twice. */
  repeated: readonly string[];
  /** Columns whose days can be read in two ways, and those that write some one way and some the other. */
  undecidedDays: readonly { column: number; header: string; example: string }[];
  mixedDays: readonly string[];
  /** Persons that are no members: their records would be the importer's. */
  strangers: readonly string[];
  strangerCount: number;
  /** Spellings that may be one value: the rarer one first. */
  alike: readonly { from: string; to: string; count: number }[];
  /** So many rows have no account, where one is needed. */
  accountless: number;
  format: string;
};

const PREVIEW_ROWS = 20;
const NAMED_MOST = 10;
const EXISTING_NAMED = 5;

/** What would come in, as the proposal stands: nothing is written. */
export async function proposal(ctx: CrmContext, batch: Batch): Promise<Proposal> {
  const { name, profile } = await tableOf(ctx, batch.fileId);
  const reading = await readingOf(ctx, batch, profile);
  const mapping = MappingShape.parse(batch.mapping);
  const office = await officeOf(ctx, batch, mapping.likeNamed);
  const drafts = profile.sample.map(({ line, cells }) => readRow(reading, line, cells));
  const dry = await writeRows(ctx, office, drafts, true);
  const mapped = reading.targets.flatMap((target, i) => (target === null ? [] : [i]));
  const owners = reading.targets.findIndex((target) => target?.reads === 'member');
  const strangers = (profile.columns[owners]?.values ?? [])
    .map(([value]) => mapping.replacements[value.toLowerCase()] ?? value)
    .filter((value) => memberNamed(office, value) === null);
  const account = reading.targets.findIndex((target) => target?.field === 'account');
  const needsAccount =
    batch.kind === 'deals' && account >= 0 && mapping.defaults.account === undefined;
  const bad = dry.bad.map(({ draft, problems }) => ({ line: draft.line, problems }));
  return {
    batchId: batch.id,
    file: name,
    kind: batch.kind,
    mode: batch.mode,
    whole: mapping.whole,
    rows: profile.rows,
    columns: profile.columns.map(({ header, values }, i) => ({
      header,
      field: mapping.columns[i] ?? null,
      values: values.slice(0, 3).map(([value]) => value),
    })),
    fields: (await fieldsOfKinds(ctx))(batch.kind).map(({ field }) => field),
    preview: profile.sample
      .slice(0, PREVIEW_ROWS)
      .map(({ cells }) =>
        mapped.map(
          (i) => reading.replacements.get((cells[i] ?? '').toLowerCase()) ?? cells[i] ?? '',
        ),
      ),
    sampled: drafts.length,
    created: dry.created,
    existing: dry.updated + dry.unchanged,
    existingNames: dry.existingNames.slice(0, EXISTING_NAMED),
    bad: bad.slice(0, EXAMPLES),
    badCount: bad.length,
    likeNames: [
      ...new Set(
        bad.flatMap(({ problems }) =>
          problems.flatMap(({ code, text }) => (code === 'like_named' ? [text] : [])),
        ),
      ),
    ],
    repeated: profile.columns
      .map(({ header }) => header)
      .filter((header, i, all) => header !== '' && all.indexOf(header) < i),
    undecidedDays: mapped.flatMap((i) => {
      const column = profile.columns[i];
      const open =
        reading.targets[i]?.reads === 'day' &&
        column?.dayOrder === null &&
        !column.mixedDays &&
        mapping.dayOrders[String(i)] === undefined;
      const example = column?.values.find(([value]) =>
        /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(value),
      )?.[0];
      return open && example !== undefined ? [{ column: i, header: column.header, example }] : [];
    }),
    mixedDays: mapped.flatMap((i) =>
      reading.targets[i]?.reads === 'day' && profile.columns[i]?.mixedDays === true
        ? [profile.columns[i].header]
        : [],
    ),
    strangers: strangers.slice(0, NAMED_MOST),
    strangerCount: strangers.length,
    alike: alikeValues(profile, reading, mapping).slice(0, NAMED_MOST),
    accountless: needsAccount ? profile.rows - (profile.columns[account]?.filled ?? 0) : 0,
    format:
      profile.format.kind === 'excel'
        ? 'Excel'
        : `CSV, ${profile.format.encoding.toUpperCase()}, “${profile.format.delimiter === '\t' ? 'TAB' : profile.format.delimiter}”`,
  };
}

/** Spellings of one column that may be the same: "GTXPro" beside "GTX Pro". Names of accounts and people are left alone. */
function alikeValues(
  profile: Profile,
  reading: Reading,
  mapping: MappingJson,
): { from: string; to: string; count: number }[] {
  return profile.columns.flatMap(({ values }, i) => {
    const target = reading.targets[i];
    const few = values.length >= 2 && values.length <= 50;
    if (!few || !['product', 'industry', 'region', 'source'].includes(target?.field ?? ''))
      return [];
    return values.flatMap(([from, count]) => {
      if (mapping.replacements[from.toLowerCase()] !== undefined) return [];
      const to = values.find(([other, often]) => often > count && looksSame(from, other));
      return to === undefined ? [] : [{ from, to: to[0], count }];
    });
  });
}

function looksSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  if (one === undefined || other === undefined || one === '') return false;
  if (one === other) return true;
  // A number tells one thing from another: "GTX 500" is no "GTX 600".
  return one.length > 5 && !/\d/.test(one + other) && similarity(one, other) > 0.95;
}
