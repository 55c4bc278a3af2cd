/**
 * A value of JSON as PostgreSQL can keep it, in text and in jsonb alike: without NUL, and with U+FFFD in the place of each
 * half of a surrogate pair. What people paste holds both; the database would refuse the whole message, and the platform would
 * send it again for ever. What is fine already comes back as it is.
 */
export function storable<T>(value: T): T {
  return (needsMending(value) ? mended(value) : value) as T;
}

/** One look over the written form: nearly every message is fine. */
function needsMending(value: unknown): boolean {
  return value !== undefined && /\\u0000|\\ud[89a-f]/.test(JSON.stringify(value));
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(HALF, '\uFFFD');
  if (Array.isArray(value)) return value.map(mended);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [mended(key), mended(own)]));
}

/** Half of a surrogate pair: with the flag `u` a whole pair is one character and no match. */
const HALF = /\p{Cs}/gu;
