import { pino } from 'pino';

/** Facts of an event: ids, numbers, codes. Never what somebody wrote, a name or an address. */
export type Facts = object;

/** Structured log: an event as `noun.verb_past` and its facts. */
export type Log = {
  info: (event: string, facts?: Facts) => void;
  warn: (event: string, facts?: Facts) => void;
  error: (event: string, facts?: Facts) => void;
};

export type LogLevel = 'silent' | 'error' | 'warn' | 'info';

/** Writes JSON lines to standard error, so that standard output stays a program's answer. */
export function logTo(level: LogLevel): Log {
  const logger = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  return {
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, facts = {}) => logger.error(facts, event),
  };
}

/** What of an error may be logged: its name and code. Messages of libraries quote what people wrote. */
export function reasonOf(error: unknown): { reason: string; code?: string } {
  if (!(error instanceof Error)) return { reason: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { reason: error.name, ...code };
}
