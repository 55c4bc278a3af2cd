import { phoneKey } from '../../platform/phone.ts';
import { pipelineKeyOf } from '../pipelines.ts';
import { CELL_MAX } from './limits.ts';
import type { Target } from './targets.ts';
import type { Style } from './values.ts';
import {
  type ProblemCode,
  readAmount,
  readChoice,
  readCurrency,
  readDay,
  readEmail,
  readFlag,
  readRecordNumber,
  readStage,
} from './values.ts';

/** Why a row does not come in. `column` is a header, empty where the whole row is meant. */
export type RowProblem = { code: ProblemCode | RowCode; column: string; text: string };

export type RowCode =
  | 'too_many_cells'
  | 'too_few_cells'
  | 'nul'
  | 'cell_too_long'
  | 'nothing_to_go_by'
  | 'no_name'
  | 'no_account'
  | 'no_price'
  | 'not_found'
  | 'exists'
  | 'twice'
  | 'outside_scope'
  | 'owner_outside'
  | 'account_unknown'
  | 'no_pipeline'
  | 'no_price_book'
  | 'created_late'
  | 'like_named'
  | OrderCode;

type OrderCode =
  | 'order_apart'
  | 'order_differs'
  | 'order_incomplete'
  | 'one_currency'
  | 'product_unknown'
  | 'nothing_ordered'
  | 'no_order_price'
  | 'bad_quantity'
  | 'too_much';

export type Amount = { amount: string; currency: string | null };
export type Value = string | number | boolean | Amount;

/** A row as it was read: the values of its fields, and what is wrong with it. */
export type Draft = {
  line: number;
  cells: readonly string[];
  values: ReadonlyMap<string, Value>;
  problems: readonly RowProblem[];
};

/** A stage, with the key of its pipeline's name. */
type StageOf = { key: string; nameEn: string; nameZh: string; pipeline: string };

/** How the columns of a file are read. */
export type Reading = {
  header: readonly string[];
  /** The target of each column, null where it fills no field. */
  targets: readonly (Target | null)[];
  styles: readonly Style[];
  /** What is written otherwise in the file than it should be: from what, to what. */
  replacements: ReadonlyMap<string, string>;
  /** Values for fields that a row leaves empty. */
  defaults: readonly { target: Target; text: string }[];
  /** Of all pipelines, those of the default one first. */
  stages: readonly StageOf[];
  /** A spreadsheet leaves out empty cells at the end of a row; in a CSV file a short row has lost something. */
  padded: boolean;
};

/** Reads a row by its columns. */
export function readRow(reading: Reading, line: number, cells: readonly string[]): Draft {
  const problems: RowProblem[] = [];
  const values = new Map<string, Value>();
  const width = reading.header.length;
  const wrong = (code: RowProblem['code'], column = '', text = '') =>
    problems.push({ code, column, text: text.slice(0, 100) });
  if (cells.slice(width).some((cell) => cell !== ''))
    wrong('too_many_cells', '', String(cells.length));
  else if (cells.length < width && !reading.padded)
    wrong('too_few_cells', '', String(cells.length));
  else if (cells.some((cell) => cell.includes('\0'))) wrong('nul');
  else if (cells.some((cell) => cell.length > CELL_MAX)) wrong('cell_too_long');
  if (problems.length > 0) return { line, cells, values, problems };
  const textAt = (i: number): string => {
    const said = cells[i] ?? '';
    return reading.replacements.get(said.toLowerCase()) ?? said;
  };
  const stages = stagesFor(reading, textAt);
  for (const [i, target] of reading.targets.entries()) {
    if (target === null) continue;
    const text = textAt(i);
    if (text === '') continue;
    const read = readCell(reading, target, text, i, stages);
    if ('problem' in read) wrong(read.problem, reading.header[i], text);
    else values.set(target.field, read.value);
  }
  for (const { target, text } of reading.defaults) {
    if (values.has(target.field)) continue;
    const read = readCell(reading, target, text, -1, stages);
    if ('problem' in read) wrong(read.problem, target.field, text);
    else values.set(target.field, read.value);
  }
  return { line, cells, values, problems };
}

/** The stages that a row may name: those of the pipeline that it names, if it does. */
function stagesFor(reading: Reading, textAt: (column: number) => string): readonly StageOf[] {
  const column = reading.targets.findIndex((target) => target?.field === 'pipeline');
  const text =
    (column < 0 ? '' : textAt(column)) ||
    (reading.defaults.find(({ target }) => target.field === 'pipeline')?.text ?? '');
  if (text === '') return reading.stages;
  const key = pipelineKeyOf(text);
  return reading.stages.filter((stage) => stage.pipeline === key);
}

function readCell(
  reading: Reading,
  target: Target,
  text: string,
  column: number,
  stages: readonly StageOf[],
): { value: Value } | { problem: ProblemCode | 'no_pipeline' } {
  const style = reading.styles[column];
  switch (target.reads) {
    case 'day':
      return readDay(text, style?.dayOrder ?? null);
    case 'money':
      return readAmount(text, style?.decimalComma ?? false);
    case 'count': {
      const read = readAmount(text, style?.decimalComma ?? false);
      if ('problem' in read) return read;
      const number = Number(read.value.amount);
      // One sells half a day; half an employee is a mistake.
      const parts = target.field.startsWith('custom.') || target.field === 'quantity';
      const whole = parts || Number.isInteger(number);
      return whole && number <= 2_000_000_000 ? { value: number } : { problem: 'no_number' };
    }
    case 'currency':
      return readCurrency(text);
    case 'email':
      return readEmail(text);
    case 'phone':
      return text.length > 40 || phoneKey(text, 'US') === null
        ? { problem: 'no_phone' }
        : { value: text };
    case 'domain':
      return readDomain(text);
    case 'stage':
      return readStage(text, stages);
    case 'flag':
      return readFlag(text);
    case 'number':
      return readRecordNumber(text);
    case 'choice':
      return readChoice(text, target);
    case 'pipeline':
      return reading.stages.some((stage) => stage.pipeline === pipelineKeyOf(text))
        ? { value: pipelineKeyOf(text) }
        : { problem: 'no_pipeline' };
    case 'member':
    case 'text':
    case 'reference':
      return { value: text.slice(0, 500) };
    default:
      return target.reads satisfies never;
  }
}

function readDomain(text: string): { value: string } | { problem: ProblemCode } {
  const host =
    text
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .replace(/^www\./, '')
      .split(/[/?#:]/)[0] ?? '';
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(host)
    ? { value: host }
    : { problem: 'no_domain' };
}
