import { Cron as Croner } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextCronFiring } from './next-cron-firing.ts';
import { parseCron } from './parse-cron.ts';

const warsaw = 'Europe/Warsaw';

function firings(text: string, after: string, count: number, zone = warsaw): string[] {
  const cron = parseCron(text);
  if (!cron) throw new Error(`not read: ${text}`);
  const found: string[] = [];
  for (let at: number | null = Date.parse(after); found.length < count; ) {
    at = nextCronFiring(cron, at as number, zone);
    if (at === null) break;
    found.push(new Date(at).toISOString().replace(':00.000Z', 'Z').replace('.000Z', 'Z'));
  }
  return found;
}

describe('P16: clocks change', () => {
  it.each(['0 9 * * *', '0 0 9 * * ?', '0 0 9 * * *', '0 0 9 ? * * *', 'CRON_TZ=Europe/Warsaw 0 9 * * *'])('%s stays 09:00', (text) => {
    const zone = text.startsWith('CRON') ? 'UTC' : warsaw;
    expect(firings(text, '2026-10-24T00:00Z', 3, zone)).toEqual(['2026-10-24T07:00Z', '2026-10-25T08:00Z', '2026-10-26T08:00Z']);
    expect(firings(text, '2027-03-27T00:00Z', 2, zone)).toEqual(['2027-03-27T08:00Z', '2027-03-28T07:00Z']);
  });

  it.each(['30 2 * * *', '0 30 2 * * ?', '30 2 * 3,10,11 *'])('%s fires exactly once on both odd days', (text) => {
    expect(firings(text, '2027-03-27T00:00Z', 3)).toEqual(['2027-03-27T01:30Z', '2027-03-28T01:30Z', '2027-03-29T00:30Z']);
    expect(firings(text, '2027-10-30T00:00Z', 3)).toEqual(['2027-10-30T00:30Z', '2027-10-31T00:30Z', '2027-11-01T01:30Z']);
  });

  it('every half hour goes by real time: an hour shown twice counts twice', () => {
    expect(firings('*/30 * * * *', '2027-03-28T00:00Z', 4)).toEqual([
      '2027-03-28T00:30Z',
      '2027-03-28T01:00Z',
      '2027-03-28T01:30Z',
      '2027-03-28T02:00Z',
    ]);
    const autumn = firings('*/30 * * * *', '2027-10-30T22:00Z', 50);
    expect(autumn[49]).toBe('2027-10-31T23:00Z');
  });

  it('two times that meet after the gap fire in order, each instant once', () => {
    expect(firings('0,30 2,3 28 3 *', '2027-03-27T20:00Z', 3)).toEqual(['2027-03-28T01:00Z', '2027-03-28T01:30Z', '2028-03-28T00:00Z']);
    // Half an hour is skipped at 02:00 there.
    expect(firings('*/15 2 3 10 *', '2027-10-02T10:00Z', 3, 'Australia/Lord_Howe')).toEqual([
      '2027-10-02T15:30Z',
      '2027-10-02T15:45Z',
      '2028-10-02T15:00Z',
    ]);
  });

  it('a day that is left out (Apia, 30 December 2011) fires as far after the change', () => {
    expect(firings('0 9 * * *', '2011-12-28T20:00Z', 3, 'Pacific/Apia')).toEqual([
      '2011-12-29T19:00Z',
      '2011-12-30T19:00Z',
      '2011-12-31T19:00Z',
    ]);
  });
});

describe('days', () => {
  it.each([
    ['0 0 12 L * ?', ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']],
    ['0 0 12 L-2 * ?', ['2027-01-29', '2027-02-26', '2027-03-29', '2027-04-28']],
    ['0 0 12 LW * ?', ['2027-01-29', '2027-02-26', '2027-03-31', '2027-04-30']],
    ['0 0 12 L-3W * ?', ['2027-01-28', '2027-02-25', '2027-03-29', '2027-04-27']],
    // 15 May 2027 is a Saturday, 15 August a Sunday, 1 May a Saturday.
    ['0 0 12 15W 5,8 ?', ['2027-05-14', '2027-08-16', '2028-05-15', '2028-08-15']],
    ['0 0 12 1W 5 ?', ['2027-05-03', '2028-05-01', '2029-05-01', '2030-05-01']],
    ['0 0 12 31W * ?', ['2027-01-29', '2027-03-31', '2027-05-31', '2027-07-30']],
    // Quartz counts weekdays from 1 = Sunday, crontab from 0.
    ['0 0 12 ? * 6L', ['2027-01-29', '2027-02-26', '2027-03-26', '2027-04-30']],
    ['0 0 12 ? * FRIL', ['2027-01-29', '2027-02-26', '2027-03-26', '2027-04-30']],
    ['0 12 * * 5L', ['2027-01-29', '2027-02-26', '2027-03-26', '2027-04-30']],
    ['0 0 12 ? * 2#1', ['2027-01-04', '2027-02-01', '2027-03-01', '2027-04-05']],
    ['0 12 * * MON#1', ['2027-01-04', '2027-02-01', '2027-03-01', '2027-04-05']],
    ['0 0 12 ? * 6#5', ['2027-01-29', '2027-04-30', '2027-07-30', '2027-10-29']],
    ['0 0 12 ? * L', ['2027-01-02', '2027-01-09', '2027-01-16', '2027-01-23']],
    ['0 0 12 ? * 1', ['2027-01-03', '2027-01-10', '2027-01-17', '2027-01-24']],
    ['0 12 * * 0', ['2027-01-03', '2027-01-10', '2027-01-17', '2027-01-24']],
    ['0 12 * * 7', ['2027-01-03', '2027-01-10', '2027-01-17', '2027-01-24']],
    ['0 12 * * FRI-MON/3', ['2027-01-01', '2027-01-04', '2027-01-08', '2027-01-11']],
    // Both kinds of days: either for crontab, both with six fields.
    ['0 12 13 * FRI', ['2027-01-01', '2027-01-08', '2027-01-13', '2027-01-15']],
    ['0 0 12 13 * FRI', ['2027-08-13', '2028-10-13', '2029-04-13', '2029-07-13']],
    ['0 0 12 29 2 ?', ['2028-02-29', '2032-02-29', '2036-02-29', '2040-02-29']],
    ['0 0 12 1 1 ? 2030-2036/3', ['2030-01-01', '2033-01-01', '2036-01-01']],
    ['0 0 12 1 1 ? 2199', ['2199-01-01']],
    ['0 12 1 NOV-FEB *', ['2027-01-01', '2027-02-01', '2027-11-01', '2027-12-01']],
    ['@monthly', ['2027-01-01', '2027-02-01', '2027-03-01', '2027-04-01']],
    ['@Weekly', ['2027-01-03', '2027-01-10', '2027-01-17', '2027-01-24']],
  ])('%s', (text, days) => {
    expect(firings(text, '2026-12-31T23:30Z', 4, 'UTC').map((at) => at.slice(0, 10))).toEqual(days);
  });

  it.each([
    ['*/20 * 9 * * ?', ['T09:00Z', 'T09:00:20Z', 'T09:00:40Z', 'T09:01Z']],
    ['0 5/20 9-10 * * ?', ['T09:05Z', 'T09:25Z', 'T09:45Z', 'T10:05Z']],
    ['22-1/2 * * * *', ['T00:00Z', 'T00:22Z', 'T00:24Z', 'T00:26Z']],
    ['0 22-2 * * *', ['T00:00Z', 'T01:00Z', 'T02:00Z', 'T22:00Z']],
    ['0/15 9 * * *', ['T09:00Z', 'T09:15Z', 'T09:30Z', 'T09:45Z']],
  ])('times of %s', (text, times) => {
    expect(firings(text, '2027-01-03T23:59:59Z', 4, 'UTC').map((at) => at.slice(10))).toEqual(times);
  });

  it('ends with its years', () => {
    expect(firings('0 0 12 1 1 ? 2026', '2026-06-01T00:00Z', 1)).toEqual([]);
  });
});

it.each([
  '',
  'soon',
  '* * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 32 * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 8',
  '0 0 9 ? * ?',
  '0 0 9 ? * 8',
  '0 0 9 ? * 0',
  '*-5 * * * *',
  '*/0 * * * *',
  '5- * * * *',
  '0 9 32W * *',
  '0 9 L-31 * *',
  '0 9 * * 5#6',
  '0 9 * * L',
  '0 9 * * MO',
  '0 0 9 * * ? 1969',
  '0 0 9 * * ? 2027 1',
  'CRON_TZ=Mars/Olympus 0 9 * * *',
  '@fortnightly',
  '0 9 * * MON,,TUE',
])('refuses %j', (text) => {
  expect(parseCron(text)).toBeNull();
});

describe('agrees with croner', () => {
  const number = (min: number, max: number) => fc.integer({ min, max }).map(String);
  const field = (min: number, max: number) =>
    fc.oneof(
      fc.constant('*'),
      number(min, max),
      fc.tuple(number(min, max), number(min, max)).map(([a, b]) => (Number(a) <= Number(b) ? `${a}-${b}` : `${b}-${a}`)),
      fc.uniqueArray(number(min, max), { minLength: 2, maxLength: 4 }).map((list) => list.join(',')),
      fc.integer({ min: 2, max: Math.max(2, Math.floor((max - min) / 2)) }).map((step) => `*/${step}`),
    );
  const day = fc.oneof(field(1, 28), fc.constantFrom('L', '15W', '1W', 'LW'));
  const weekday = fc.oneof(field(0, 6), fc.constantFrom('5L', '1#1', '3#2', 'MON-FRI', 'SAT,SUN'));
  const text = fc
    .tuple(field(0, 59), field(0, 23), day, field(1, 12), weekday)
    // Croner counts a step as "anything" or not by its own rule, so both kinds of days are not mixed here.
    .map(([minute, hour, dom, month, dow]) => `${minute} ${hour} ${dow === '*' ? dom : '*'} ${month} ${dow}`);
  const from = fc.integer({ min: 0, max: 60 * 24 * 365 * 8 }).map((minutes) => Date.UTC(2024, 0, 1) + minutes * 60_000);

  it.each(['UTC', 'Asia/Kathmandu', 'Asia/Novosibirsk'])('in %s, where no clocks change', (zone) => {
    fc.assert(
      fc.property(text, from, (expression, after) => {
        const cron = parseCron(expression);
        if (!cron) throw new Error(`not read: ${expression}`);
        const oracle = new Croner(expression, { timezone: zone, paused: true });
        let at: number | null = after;
        let other: Date | null = new Date(after);
        for (let n = 0; n < 3 && at !== null && other !== null; n++) {
          at = nextCronFiring(cron, at, zone);
          other = oracle.nextRun(other);
          expect([expression, at]).toEqual([expression, other?.getTime() ?? null]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
