import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addBusinessMinutes,
  type BusinessHours,
  businessMinutesBetween,
} from '../../src/support/business-hours.ts';

const BERLIN: BusinessHours = {
  timeZone: 'Europe/Berlin',
  days: [1, 2, 3, 4, 5],
  opensAt: '09:00',
  closesAt: '17:00',
};
const at = (text: string, zone = 'Europe/Berlin'): Date =>
  DateTime.fromISO(text, { zone }).toJSDate();
const text = (moment: Date, zone = 'Europe/Berlin'): string =>
  DateTime.fromJSDate(moment, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

describe('business minutes', () => {
  it.each([
    ['within a day', '2026-03-18T10:00', 60, '2026-03-18T11:00'],
    ['over a night', '2026-03-18T16:30', 60, '2026-03-19T09:30'],
    ['over a weekend', '2026-03-20T16:00', 120, '2026-03-23T10:00'],
    ['from the evening on', '2026-03-18T20:00', 30, '2026-03-19T09:30'],
    ['from a Sunday on', '2026-03-22T12:00', 480, '2026-03-23T17:00'],
    ['to the very end of a day', '2026-03-18T09:00', 480, '2026-03-18T17:00'],
    // On 29 March the clocks of Berlin go forward at night: no business minute is lost.
    ['over the night in which summer time begins', '2026-03-27T16:00', 120, '2026-03-30T10:00'],
    ['over the night in which it ends', '2026-10-23T16:00', 120, '2026-10-26T10:00'],
  ])('%s', (_name, from, minutes, to) => {
    expect(text(addBusinessMinutes(BERLIN, at(from), minutes))).toBe(to);
  });

  it('count the hour that really passes where the clocks change within business hours', () => {
    const always = { ...BERLIN, days: [1, 2, 3, 4, 5, 6, 7], opensAt: '00:00', closesAt: '24:00' };
    expect(text(addBusinessMinutes(always, at('2026-03-29T01:00'), 120))).toBe('2026-03-29T04:00');
    expect(businessMinutesBetween(always, at('2026-10-25T00:00'), at('2026-10-26T00:00'))).toBe(
      25 * 60,
    );
  });

  it('are none in hours that hold no minute', () => {
    expect(() => addBusinessMinutes({ ...BERLIN, days: [] }, at('2026-03-18T10:00'), 1)).toThrow(
      RangeError,
    );
  });
});

const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Asia/Shanghai',
  'Pacific/Auckland',
  'Asia/Kolkata',
  'UTC',
);
const times = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 0, max: 95 }))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)
  .map(([a, b]) => [clock(a), clock(b)] as const);
const clock = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
const hours: fc.Arbitrary<BusinessHours> = fc
  .record({
    timeZone: zones,
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    times,
  })
  .map(({ timeZone, days, times: [opensAt, closesAt] }) => ({ timeZone, days, opensAt, closesAt }));
// Two years with all their changes of the clocks.
const moments = fc
  .integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2026, 11, 31) / 60_000 })
  .map((minute) => new Date(minute * 60_000));
const minutes = fc.integer({ min: 0, max: 5000 });

describe('for any business hours', () => {
  it('what is added is what lies between', () => {
    fc.assert(
      fc.property(hours, moments, minutes, (open, from, count) => {
        const due = addBusinessMinutes(open, from, count);
        expect(businessMinutesBetween(open, from, due)).toBeCloseTo(count, 6);
      }),
      { numRuns: 150 },
    );
  });

  it('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(hours, moments, minutes, minutes, (open, from, a, b) => {
        const twice = addBusinessMinutes(open, addBusinessMinutes(open, from, a), b);
        expect(twice).toEqual(addBusinessMinutes(open, from, a + b));
      }),
      { numRuns: 150 },
    );
  });

  it('more minutes are never due sooner, and a later beginning never either', () => {
    fc.assert(
      fc.property(hours, moments, minutes, minutes, (open, from, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const first = addBusinessMinutes(open, from, less).getTime();
        expect(addBusinessMinutes(open, from, more).getTime()).toBeGreaterThanOrEqual(first);
        const later = new Date(from.getTime() + b * 60_000);
        expect(addBusinessMinutes(open, later, less).getTime()).toBeGreaterThanOrEqual(first);
      }),
      { numRuns: 150 },
    );
  });

  it('what is due lies within them', () => {
    fc.assert(
      fc.property(hours, moments, fc.integer({ min: 1, max: 5000 }), (open, from, count) => {
        const due = DateTime.fromJSDate(addBusinessMinutes(open, from, count), {
          zone: open.timeZone,
        });
        // The very end of a day that is open until midnight is the beginning of the next.
        const within = due.minus({ milliseconds: 1 });
        expect(open.days).toContain(within.weekday);
        expect(within.toFormat('HH:mm') < open.closesAt).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
