import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  clockFrom,
  dayIn,
  daysBetween,
  isTimeZone,
  momentOf,
  systemClock,
  wallClock,
} from '../../src/platform/clock.ts';

const SEED = 20_260_318;

afterEach(() => {
  vi.useRealTimers();
});

describe('a clock', () => {
  it('tells the moment it is', () => {
    vi.useFakeTimers({ now: new Date('2026-03-18T10:00:00Z') });
    expect(systemClock.now()).toEqual(new Date('2026-03-18T10:00:00Z'));
  });

  it('set to a moment goes on from there', () => {
    vi.useFakeTimers({ now: new Date('2031-01-01T00:00:00Z') });
    const clock = clockFrom(new Date('2026-03-18T10:00:00Z'));
    expect(clock.now()).toEqual(new Date('2026-03-18T10:00:00Z'));
    vi.advanceTimersByTime(90_000);
    expect(clock.now()).toEqual(new Date('2026-03-18T10:01:30Z'));
  });
});

describe('a calendar day', () => {
  it.each([
    ['UTC', '2026-03-18'],
    ['Pacific/Auckland', '2026-03-18'],
    ['Asia/Shanghai', '2026-03-18'],
    ['America/Los_Angeles', '2026-03-17'],
  ])('is the one of the named zone: in %s it is %s', (zone, day) => {
    expect(dayIn(zone, new Date('2026-03-18T03:30:00Z'))).toBe(day);
  });

  it('is refused for a zone that does not exist', () => {
    expect(() => dayIn('Mars/Olympus', new Date('2026-03-18T03:30:00Z'))).toThrow(RangeError);
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-18', 0, '2026-03-18'],
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  it('and days added to it are that many days apart, forth and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.integer({ min: -4000, max: 4000 }),
        (from, days) => {
          const start = addDays('2026-03-18', from);
          const end = addDays(start, days);
          expect(daysBetween(start, end)).toBe(days);
          expect(addDays(end, -days)).toBe(start);
          expect(start < end).toBe(days > 0);
        },
      ),
      { seed: SEED },
    );
  });

  it('that does not exist is no start for counting', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });
});

describe('a time zone', () => {
  it('is one that the runtime knows', () => {
    expect(['UTC', 'Asia/Shanghai', 'America/Argentina/Salta'].map(isTimeZone)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['', 'Mars/Olympus', 'Shanghai', 'Beijing'].map(isTimeZone)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a moment as text', () => {
  it('is read on the wall clock of the zone', () => {
    expect(momentOf('2026-03-18T10:00', 'America/New_York')).toEqual(
      new Date('2026-03-18T14:00:00Z'),
    );
    expect(momentOf('2026-03-18', 'Asia/Shanghai')).toEqual(new Date('2026-03-17T16:00:00Z'));
  });

  it('keeps the offset that it names', () => {
    expect(momentOf('2026-03-18T10:00+08:00', 'America/New_York')).toEqual(
      new Date('2026-03-18T02:00:00Z'),
    );
    expect(momentOf('2026-03-18T10:00Z', 'Asia/Shanghai')).toEqual(
      new Date('2026-03-18T10:00:00Z'),
    );
  });

  it.each(['', 'tomorrow', '2026-02-30T10:00', '2026-03-18T25:00', '18/3/2026'])(
    'is not read from “%s”',
    (text) => {
      expect(momentOf(text, 'UTC')).toBeNull();
    },
  );

  it('is written as the wall clock of the zone shows it, also when summer time begins', () => {
    expect(wallClock('America/New_York', new Date('2026-03-08T06:59:00Z'))).toBe(
      '2026-03-08T01:59',
    );
    expect(wallClock('America/New_York', new Date('2026-03-08T07:00:00Z'))).toBe(
      '2026-03-08T03:00',
    );
  });

  it('comes back from the wall clock of any zone', () => {
    const zone = fc.constantFrom('UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'America/Bogota');
    const minute = fc.integer({ min: 28_000_000, max: 30_000_000 });
    fc.assert(
      fc.property(zone, minute, (timeZone, minutes) => {
        const moment = new Date(minutes * 60_000);
        expect(momentOf(wallClock(timeZone, moment), timeZone)).toEqual(moment);
      }),
      { seed: SEED },
    );
  });
});
