import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A series whose last values are kept back. */
export type Split = {
  readonly id: string;
  readonly history: Float64Array;
  readonly actual: Float64Array;
};

/**
 * Reads `id,h,values` with a header, plain or gzipped: values separated by blanks, the last h of them kept back. Null without the file.
 *
 * @throws Error for a line that is not so, naming it.
 */
export function readSeries(file: string): Split[] | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.slice(1).map((line, i) => {
    const [id = '', ahead, ...rest] = line
      .split(',')
      .map((part) => part.replaceAll('"', '').trim());
    const horizon = Number(ahead);
    const values = Float64Array.from(rest.join(' ').split(/\s+/), Number);
    const whole = Number.isInteger(horizon) && horizon > 0 && values.length > horizon;
    if (!whole || values.some((value) => !Number.isFinite(value)))
      throw new Error(`line ${i + 2} of ${file} is not id,h,values with more than h numbers`);
    return { id, history: values.slice(0, -horizon), actual: values.slice(-horizon) };
  });
}

/** Seasons as the M4 competition took them: of weeks and days, none. */
const PERIODS: readonly (readonly [RegExp, number])[] = [
  [/hour/i, 24],
  [/quarter/i, 4],
  [/year|week|dail|day/i, 1],
];

/** What the file's name says of its period; 12, months, when it says nothing. */
export function periodOf(file: string): number {
  const name = file.split(/[/\\]/).at(-1) ?? '';
  return PERIODS.find(([pattern]) => pattern.test(name))?.[1] ?? 12;
}
