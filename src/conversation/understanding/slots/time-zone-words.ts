import { HALF_HOUR_ZONES, TIME_ZONE_NAMES, ZONE_ABBREVIATIONS } from './time-zone-names.ts';

export const IANA =
  /(?<![\w/])(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[A-Za-z_+-]{2,32}(?:\/[A-Za-z_-]{2,32})?\d{0,2}(?![\w/])/giu;
export const OFFSET = /(?<![\w])(?:GMT|UTC) ?([+-]) ?(\d{1,2})(?::?(\d{2}))?(?!\d)/giu;
export const EIGHTH_ZONE = /(东|西)([一二三四五六七八九十]{1,2})区/gu;
export const SAID_ZONES = new Map(
  Object.entries(TIME_ZONE_NAMES).flatMap(([zone, names]) =>
    names.map((name) => [name, zone] as const),
  ),
);
const NAMES = [...SAID_ZONES.keys()].sort((a, b) => b.length - a.length);
const isLatin = (name: string) => /^[a-zãü ]+$/u.test(name);
/** What Latin names may not touch is asked once for all of them: asked at each it is slow. */
export const SAID_ZONE = new RegExp(
  `(?<![\\p{L}\\d-])(?:${NAMES.filter(isLatin).join('|')})(?![\\p{L}\\d-])|${NAMES.filter((name) => !isLatin(name)).join('|')}`,
  'giu',
);
export const ABBREVIATED = new RegExp(
  `(?<![\\w/-]|[Aa]sia[ -])(?:${Object.keys(ZONE_ABBREVIATIONS).join('|')})(?![\\w/+-])`,
  'gu',
);
export const ABBREVIATED_TIME =
  /(?<![\w-])(eastern|central|mountain|pacific)(?= (?:standard |daylight )?time)/giu;

/** IANA's Etc zones count westwards: Etc/GMT-8 is UTC+8. */
export function zoneAt(sign: string, hours: number, minutes: string): string | null {
  if (minutes !== '00') return knownZone(HALF_HOUR_ZONES[`${sign}${hours}:${minutes}`] ?? '');
  if (hours === 0) return 'Etc/UTC';
  return hours > 14 ? null : knownZone(`Etc/GMT${sign === '+' ? '-' : '+'}${hours}`);
}

const asked = new Map<string, string | null>();

/** The zone as we write it when this runtime knows it; Intl itself answers with names of old (Asia/Calcutta), and slowly. */
export function knownZone(zone: string): string | null {
  const before = asked.get(zone);
  if (before !== undefined) return before;
  const known = zone === '' ? null : lookedUp(zone);
  if (asked.size < 1000) asked.set(zone, known);
  return known;
}

function lookedUp(zone: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    if (timeZone === 'UTC' || timeZone.toLowerCase() === zone.toLowerCase()) return timeZone;
    return zone.replaceAll(/(?<![A-Za-z])[a-z]/gu, (letter) => letter.toUpperCase());
  } catch {
    return null;
  }
}
