/** `2 hours`, `1.5h`, `3 business days`, `90 min`, 2小时, 半小时, 三个工作日 — as business minutes; null when it is no duration. */
export function businessMinutesIn(text: string, minutesOfDay: number): number | null {
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/半个?小时|half an hour/g, '30 min')
    .replace(/an hour/g, '1 h')
    .replace(/(?<=[\d一二两三四五六七八九十]\s?)个(?:半)?/g, (m) => (m.endsWith('半') ? '.5' : ''))
    .replace(WORDS, (word) => String(NUMBERS[word] ?? word))
    .trim();
  if (!/^(?:\d+(?:\.\d+)?\s*[a-z\u4e00-\u9fff]+(?:\s+[a-z]+)?[\s,和]*)+$/.test(said)) return null;
  let minutes = 0;
  for (const { groups } of said.matchAll(PART)) {
    const count = Number(groups?.count);
    const unit = groups?.unit ?? '';
    if (/^(?:m|分)/.test(unit)) minutes += count;
    else if (/^(?:h|小时|钟头)/.test(unit)) minutes += count * 60;
    else if (/^(?:w|周|星期)/.test(unit)) minutes += count * 5 * minutesOfDay;
    else minutes += count * minutesOfDay;
  }
  return minutes > 0 ? Math.round(minutes) : null;
}

const PART =
  /(?<count>\d+(?:\.\d+)?)\s*(?:business |working |工作)?(?<unit>minutes?|mins?|m(?![a-z])|hours?|hrs?|h(?![a-z])|days?|d(?![a-z])|weeks?|w(?![a-z])|分钟?|小时|钟头|天|日|周|星期)/gu;

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const WORDS =
  /(?<![a-z])(?:one|two|three|four|five|six|eight|ten|twelve)(?![a-z])|[一二两三四五六七八九十]/g;
