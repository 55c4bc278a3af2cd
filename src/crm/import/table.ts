import { analyse } from 'chardet';
import Papa from 'papaparse';
import { Refusal } from '../../platform/refusal.ts';
import { withoutApostrophe } from '../csv.ts';
import { excelRows } from './excel.ts';

declare module '../../platform/refusal.ts' {
  interface RefusalFacts {
    bad_file: {
      problem:
        | 'empty'
        | 'binary'
        | 'old_excel'
        | 'no_workbook'
        | 'unpacks_too_large'
        | 'too_many_columns'
        | 'too_many_rows'
        | 'open_quote'
        | 'no_rows';
      count?: number;
      limit?: number;
    };
  }
}

/** How a file holds its table. `encoding` is a name that TextDecoder knows. */
export type Format = { kind: 'csv'; encoding: string; delimiter: string } | { kind: 'excel' };

const CHUNK = 256 * 1024;

/**
 * Finds out what a file is, from what is in it: its name proves nothing.
 *
 * @throws Refusal `bad_file` when it is no table.
 */
export function formatOf(content: Uint8Array): Format {
  if (content.length === 0) throw new Refusal('bad_file', { problem: 'empty' });
  if (startsWith(content, [0x50, 0x4b, 0x03, 0x04])) return { kind: 'excel' };
  if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new Refusal('bad_file', { problem: 'old_excel' });
  const encoding = encodingOf(content);
  const sample = new TextDecoder(encoding).decode(content.subarray(0, CHUNK));
  if (sample.trim() === '') throw new Refusal('bad_file', { problem: 'empty' });
  const { meta } = Papa.parse(sample.trim(), {
    preview: 50,
    skipEmptyLines: true,
    delimitersToGuess: [',', ';', '\t', '|', '，'],
  });
  return { kind: 'csv', encoding, delimiter: meta.delimiter };
}

/** The rows of a table as they stand, without those that are empty. `line` is the row's place in the file, 1 the first. */
export async function* rowsOf(
  content: Uint8Array,
  format: Format,
): AsyncGenerator<{ line: number; cells: string[] }> {
  let line = 0;
  for (const row of format.kind === 'excel' ? await excelRows(content) : csvRows(content, format)) {
    line += 1;
    if (row.some((cell) => cell !== '')) yield { line, cells: row };
  }
}

function* csvRows(
  content: Uint8Array,
  { encoding, delimiter }: Extract<Format, { kind: 'csv' }>,
): Generator<string[]> {
  const parser = new Papa.Parser({ delimiter });
  let waiting = '';
  const parse = (last: boolean): Papa.ParseResult<string[]> => {
    const parsed: Papa.ParseResult<string[]> = parser.parse(waiting, 0, !last);
    waiting = waiting.slice(parsed.meta.cursor);
    // A quotation mark that is never closed would have the whole rest in memory.
    if (waiting.length > UNFINISHED_MAX) throw new Refusal('bad_file', { problem: 'open_quote' });
    return parsed;
  };
  for (const text of decoded(content, encoding)) {
    waiting += text;
    for (const row of parse(false).data) yield row.map(cellOf);
  }
  if (waiting !== '') for (const row of parse(true).data) yield row.map(cellOf);
}

const UNFINISHED_MAX = 4 * CHUNK;

function cellOf(text: string): string {
  return withoutApostrophe(text.trim());
}

function* decoded(content: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < content.length; at += CHUNK) {
    const text = decoder.decode(content.subarray(at, at + CHUNK), { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function startsWith(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => content[i] === byte);
}

/** A mark at the start decides; else UTF-8 if it is valid, UTF-16 by its zeros, and at last what the bytes look like. */
function encodingOf(content: Uint8Array): string {
  if (startsWith(content, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(content, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(content, [0xfe, 0xff])) return 'utf-16be';
  const head = content.subarray(0, CHUNK);
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 5 && even < odd / 20) return 'utf-16le';
  if (even > head.length / 5 && odd < even / 20) return 'utf-16be';
  // A few zeros make bad rows; many mean that this is no text.
  if (even + odd > head.length / 100) throw new Refusal('bad_file', { problem: 'binary' });
  if (decodes(content, 'utf-8')) return 'utf-8';
  return decodes(content, 'gb18030') && comesInPairs(content) ? 'gb18030' : guessed(head);
}

function decodes(content: Uint8Array, encoding: string): boolean {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    for (let at = 0; at < content.length; at += CHUNK)
      decoder.decode(content.subarray(at, at + CHUNK), { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Chinese in a two-byte code stands in even runs of high bytes; a Western accent stands alone among plain letters. */
function comesInPairs(content: Uint8Array): boolean {
  let pairs = 0;
  let alone = 0;
  for (let at = 0; at < content.length; at += 1) {
    if ((content[at] ?? 0) < 0x80) continue;
    if ((content[at + 1] ?? 0) >= 0x40 && (content[at + 1] ?? 0) >= 0xa1) {
      pairs += 1;
      at += 1;
    } else alone += 1;
  }
  return pairs > alone * 4;
}

const WESTERN = /^(?:windows-125\d|iso-8859-\d+|shift_jis|big5|euc-kr|euc-jp|koi8-r)$/;

function guessed(head: Uint8Array): string {
  const names = analyse(head).map(({ name }) => name.toLowerCase());
  const [name] = names.filter((n) => WESTERN.test(n) && decodes(head, n));
  // ISO 8859-1 in files of today is Windows-1252: the web's own rule.
  return name === undefined || name === 'iso-8859-1' ? 'windows-1252' : name;
}
