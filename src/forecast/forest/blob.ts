import { crc32 } from 'node:zlib';
import { z } from 'zod';

/** "PaFm": what a stored model of Parley's forecasts begins with. */
const MAGIC = 0x6d466150;
const VERSION = 1;
const PREFIX = 16;

const KINDS = { Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array } as const;
type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

const Directory = z.object({
  kind: z.string(),
  facts: z.unknown(),
  arrays: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['Uint8Array', 'Uint16Array', 'Uint32Array', 'Float32Array', 'Float64Array']),
      length: z.int().min(0),
    }),
  ),
});

/** A model as bytes cannot be read: not one, of a later version, or damaged. */
export class UnreadableModel extends Error {
  override readonly name = 'UnreadableModel';
}

/** What a blob holds: the kind of model, facts as JSON, arrays by name. */
export type Contents = {
  readonly kind: string;
  readonly facts: unknown;
  readonly arrays: Readonly<Record<string, Numbers>>;
};

/**
 * Magic number, version, length of the directory and CRC-32 of all that follows (four 32-bit numbers, little-endian as everything
 * here), the directory as JSON, the arrays one after the other, each at a multiple of 8.
 */
export function writeBlob({ kind, facts, arrays }: Contents): Uint8Array {
  const named = Object.entries(arrays);
  const directory = new TextEncoder().encode(
    JSON.stringify({
      kind,
      facts,
      arrays: named.map(([name, array]) => ({ name, type: typeOf(array), length: array.length })),
    }),
  );
  const start = padded(PREFIX + directory.length);
  const size = named.reduce((at, [, array]) => at + padded(array.byteLength), start);
  const bytes = new Uint8Array(size);
  bytes.set(directory, PREFIX);
  let at = start;
  for (const [, array] of named) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += padded(array.byteLength);
  }
  const head = new DataView(bytes.buffer);
  head.setUint32(0, MAGIC, true);
  head.setUint32(4, VERSION, true);
  head.setUint32(8, directory.length, true);
  head.setUint32(12, crc32(bytes.subarray(PREFIX)), true);
  return bytes;
}

/** @throws UnreadableModel */
export function readBlob(bytes: Uint8Array): Contents {
  if (bytes.length < PREFIX) throw new UnreadableModel('too short for a model');
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.getUint32(0, true) !== MAGIC) throw new UnreadableModel('not a model of a forecast');
  const version = head.getUint32(4, true);
  if (version !== VERSION)
    throw new UnreadableModel(`a model of version ${version}; this reads ${VERSION}`);
  if (head.getUint32(12, true) !== crc32(bytes.subarray(PREFIX)))
    throw new UnreadableModel('the model is damaged: its checksum does not agree');
  const end = PREFIX + head.getUint32(8, true);
  const { kind, facts, arrays } = directoryIn(bytes.subarray(PREFIX, end));
  const read: Record<string, Numbers> = {};
  let at = padded(end);
  for (const { name, type, length } of arrays) {
    const size = length * KINDS[type].BYTES_PER_ELEMENT;
    if (at + size > bytes.length) throw new UnreadableModel(`the model ends within "${name}"`);
    // A copy: the bytes may come from anywhere, and views of more than a byte have to be aligned.
    const own = bytes.slice(at, at + size);
    read[name] = new KINDS[type](own.buffer, 0, length);
    at += padded(size);
  }
  return { kind, facts, arrays: read };
}

/** Reads one array of a blob. */
export function arrayIn<Type extends Numbers>(
  { arrays }: Contents,
  name: string,
  type: new (length: number) => Type,
): Type {
  const array = arrays[name];
  if (!(array instanceof type)) throw new UnreadableModel(`the model lacks "${name}"`);
  return array;
}

/** Reads the facts of a blob. */
export function factsIn<Facts>({ facts }: Contents, schema: z.ZodType<Facts>): Facts {
  const parsed = schema.safeParse(facts);
  if (!parsed.success) throw new UnreadableModel('the facts of the model do not hold');
  return parsed.data;
}

function directoryIn(bytes: Uint8Array): z.infer<typeof Directory> {
  try {
    return Directory.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new UnreadableModel('the directory of the model cannot be read', { cause: error });
  }
}

function typeOf(array: Numbers): string {
  return array.constructor.name;
}

const padded = (length: number): number => Math.ceil(length / 8) * 8;
