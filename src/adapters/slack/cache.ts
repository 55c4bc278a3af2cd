import type { Clock } from '../../platform/clock.ts';

/** Remembers answers for a while; what failed is not remembered. Holds at most `size` of them. */
export function createCache<T>(clock: Clock, options: { lifetimeMs: number; size: number }) {
  const entries = new Map<string, { value: Promise<T>; until: number }>();
  return {
    get(key: string, ask: () => Promise<T>): Promise<T> {
      const now = clock.now().getTime();
      const known = entries.get(key);
      if (known !== undefined && now < known.until) return known.value;
      const value = ask();
      entries.delete(key);
      entries.set(key, { value, until: now + options.lifetimeMs });
      value.catch(() => entries.delete(key));
      const [oldest] = entries.keys();
      if (entries.size > options.size && oldest !== undefined) entries.delete(oldest);
      return value;
    },
  };
}
