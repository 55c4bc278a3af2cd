import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import type { Known } from '../../src/forecast/deals/known.ts';
import type { Rows } from '../../src/forecast/deals/rows.ts';
import { choose } from '../../src/forecast/deals/selection.ts';

/** Known only after the call. */
const AFTERWARDS = 'duration';
const DAYS = 950;
const BLOCKS = 20;
/** The first blocks are only learned from. */
const LEARNED = 6;
const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Calls of a bank in the order of their days, whose base rate drifts from 3 % to 47 %: models learn from all calls before a block of
 * 5 %, are chosen and calibrated by the blocks before it, and judged on it.
 */
export async function runBank(file: string): Promise<number | null> {
  if (!existsSync(file)) {
    print(`skipped: no file ${file}`);
    return null;
  }
  const { rows, known } = readBank(file);
  const length = Math.floor(DAYS / BLOCKS);
  const blocks = Array.from({ length: BLOCKS - LEARNED }, (_, i) => ({
    from: length * (i + LEARNED),
    until: i === BLOCKS - LEARNED - 1 ? DAYS + 1 : length * (i + LEARNED + 1),
  }));
  const begun = performance.now();
  const { scores, candidates, chosen } = await choose(rows, known, blocks, { seed: 1 });
  const seconds = (performance.now() - begun) / 1000;
  print(
    `bank, ${rows.table.rows} calls in time order, ${seconds.toFixed(1)} s: ${chosen}; ` +
      candidates.map(({ name, logLoss }) => `${name} ${logLoss.toFixed(4)}`).join(', '),
  );
  print(
    `  AUC ${scores?.auc.toFixed(3)} log loss ${scores?.logLoss.toFixed(4)} (rate ${scores?.baseLogLoss.toFixed(4)}) calibration error ${scores?.calibrationError.toFixed(4)}`,
  );
  return scores?.calibrationError ?? null;
}

function readBank(file: string): { rows: Rows; known: Known } {
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  const { data, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    delimiter: ';',
    skipEmptyLines: true,
  });
  const names = (meta.fields ?? []).filter((name) => name !== 'y' && name !== AFTERWARDS);
  const categorical = names.map((name) => data.some((row) => Number.isNaN(Number(row[name]))));
  const columns = names.map((name, i) => {
    const codes = new Map<string, number>();
    return Float64Array.from(data, (row) => {
      const value = row[name] ?? '';
      if (!categorical[i]) return Number(value);
      if (!codes.has(value)) codes.set(value, codes.size);
      return codes.get(value) ?? 0;
    });
  });
  const day = Int32Array.from(data, (_, i) => Math.floor((i * DAYS) / data.length));
  const target = Float64Array.from(data, ({ y }) => (y === 'yes' ? 1 : 0));
  const unused = new Float64Array(data.length);
  const endings = new Map(
    data.map(
      (_, i) => [`${i}`, { won: target[i] === 1, closedOn: day[i] ?? 0, value: 0 }] as const,
    ),
  );
  return {
    rows: {
      table: { rows: data.length, names, categorical, columns },
      target,
      takenOn: day,
      horizonEnd: day,
      closedOn: day,
      wonInEnd: target,
      stageRates: unused,
      amounts: unused,
    },
    known: { asOf: DAYS, snapshots: [], outcomes: [], endings, from: 0 },
  };
}
