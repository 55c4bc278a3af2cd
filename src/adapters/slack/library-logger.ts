import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../platform/log.ts';
import { reasonOf } from './faults.ts';

const CLIPPED = 160;

/** Slack's libraries speak in sentences: their warnings and errors go to our log, the rest, message bodies among it, nowhere. */
export function libraryLogger(log: Log): Logger {
  const said = (parts: readonly unknown[]) => ({
    reason: parts.map((part) =>
      typeof part === 'string' ? part.slice(0, CLIPPED) : reasonOf(part),
    ),
  });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn('slack.library_warned', said(parts)),
    error: (...parts: unknown[]) => log.warn('slack.library_failed', said(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
