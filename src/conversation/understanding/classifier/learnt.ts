import { createHash } from 'node:crypto';
import type { Learnt } from './intents.ts';

/**
 * What was learnt, as bytes: a checksum of the rest, the length of the words, the words as JSON with blanks up to the next
 * multiple of four, and the weights as they lie in memory.
 */
const CHECKSUM = 32;
const HEAD = CHECKSUM + 4;

export function writeLearnt({ weights, ...lists }: Learnt): Buffer {
  const text = Buffer.from(JSON.stringify(lists), 'utf8');
  const padded = Buffer.alloc(Math.ceil(text.length / 4) * 4, ' ');
  text.copy(padded);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length);
  const numbers = Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength);
  const rest = Buffer.concat([length, padded, numbers]);
  return Buffer.concat([checksumOf(rest), rest]);
}

/** @returns null when the bytes are not whole. */
export function readLearnt(bytes: Buffer): Learnt | null {
  if (bytes.length < HEAD) return null;
  if (!checksumOf(bytes.subarray(CHECKSUM)).equals(bytes.subarray(0, CHECKSUM))) return null;
  const end = HEAD + bytes.readUInt32LE(CHECKSUM);
  const lists = JSON.parse(bytes.toString('utf8', HEAD, end)) as Omit<Learnt, 'weights'>;
  const weights = new Float32Array((bytes.length - end) / 4);
  bytes.copy(Buffer.from(weights.buffer), 0, end);
  return { ...lists, weights };
}

function checksumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
