import { createRequire } from 'node:module';

// natural has no exports map and its root loads database drivers: take the one file (a CommonJS module).
const jaroWinkler: unknown = createRequire(import.meta.url)(
  'natural/lib/natural/distance/jaro-winkler_distance.js',
);

/** How alike two short texts are, 0..1 (Jaro-Winkler). Weak on Chinese: alike is never the same. */
export function similarity(a: string, b: string): number {
  if (typeof jaroWinkler !== 'function') throw new Error('natural has no Jaro-Winkler distance');
  return Number(jaroWinkler(a, b, { ignoreCase: true }));
}
