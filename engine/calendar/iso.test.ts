import { describe, expect, it } from 'vitest';
import { addIsoDuration, cycleFiring, nextCycleFiring, parseIsoCycle, parseIsoDuration, parseIsoInstant } from './iso.ts';

const warsaw = 'Europe/Warsaw';
const utc = (text: string) => Date.parse(text);
const iso = (t: number | null) => (t === null ? null : new Date(t).toISOString());

describe('parseIsoDuration', () => {
  const nothing = { negative: false, years: 0, months: 0, weeks: 0, days: 0, ms: 0 };
  it.each([
    ['PT1H', { ...nothing, ms: 3_600_000 }],
    ['P1D', { ...nothing, days: 1 }],
    ['P2W', { ...nothing, weeks: 2 }],
    ['P1Y2M3DT4H5M6S', { ...nothing, years: 1, months: 2, days: 3, ms: 14_706_000 }],
    ['PT0.5S', { ...nothing, ms: 500 }],
    ['PT1,5S', { ...nothing, ms: 1500 }],
    ['-P1D', { ...nothing, negative: true, days: 1 }],
    ['PT0S', nothing],
    ['P0D', nothing],
  ])('%s', (text, expected) => {
    expect(parseIsoDuration(text)).toEqual(expected);
  });

  it.each(['', 'P', 'PT', 'P1', '1H', 'PT1D', 'P1H', 'PT1.5H', 'P1DT', 'P-1D', 'pt1h', 'PT1H2H', 'P99999999999D', 'R/PT1H', 'P1M2Y'])(
    'refuses %j',
    (text) => {
      expect(parseIsoDuration(text)).toBeNull();
    },
  );
});

describe('addIsoDuration', () => {
  it.each([
    ['2027-03-27T08:00:00Z', 'P1D', '2027-03-28T07:00:00.000Z'],
    ['2027-03-27T08:00:00Z', 'PT24H', '2027-03-28T08:00:00.000Z'],
    ['2026-10-24T07:00:00Z', 'P1D', '2026-10-25T08:00:00.000Z'],
    ['2027-01-31T11:00:00Z', 'P1M', '2027-02-28T11:00:00.000Z'],
    ['2028-02-29T11:00:00Z', 'P1Y', '2029-02-28T11:00:00.000Z'],
    ['2027-03-31T10:00:00Z', '-P1M', '2027-02-28T11:00:00.000Z'],
    ['2027-02-01T10:00:00Z', 'P1W', '2027-02-08T10:00:00.000Z'],
    ['2027-03-27T01:30:00Z', 'P1D', '2027-03-28T01:30:00.000Z'],
    ['2027-02-01T10:00:00Z', 'P1DT2H', '2027-02-02T12:00:00.000Z'],
  ])('%s + %s in Warsaw is %s', (from, duration, expected) => {
    expect(iso(addIsoDuration(utc(from), duration, warsaw))).toBe(expected);
  });

  it('knows no text that is no duration', () => {
    expect(() => addIsoDuration(0, 'tomorrow', warsaw)).toThrow(RangeError);
  });
});

describe('parseIsoInstant', () => {
  it.each([
    ['2026-10-24T09:00', '2026-10-24T07:00:00.000Z'],
    ['2026-10-24', '2026-10-23T22:00:00.000Z'],
    ['2026-10-24T09:00:00Z', '2026-10-24T09:00:00.000Z'],
    ['2026-10-24T09:00:00.250+02:00', '2026-10-24T07:00:00.250Z'],
    ['2026-10-24T09:00-0330', '2026-10-24T12:30:00.000Z'],
    ['2026-10-24T09:00@Asia/Novosibirsk', '2026-10-24T02:00:00.000Z'],
    ['2026-10-24T09:00[America/New_York]', '2026-10-24T13:00:00.000Z'],
    ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
    ['2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(iso(parseIsoInstant(text, warsaw))).toBe(expected);
  });

  it.each([
    '2027-02-29',
    '2027-13-01',
    '2027-04-31T10:00',
    '2027-01-01T24:00',
    '2027-01-01T10:60',
    'now',
    '01.02.2027',
    '2027-01-01T10:00@Mars/Olympus',
    '',
  ])('refuses %j', (text) => {
    expect(parseIsoInstant(text, warsaw)).toBeNull();
  });
});

describe('cycles', () => {
  it('P16: every day at 09:00 stays 09:00', () => {
    const autumn = parseIsoCycle('R/2026-10-24T09:00/P1D');
    const spring = parseIsoCycle('R/2027-03-27T09:00/P1D');
    if (!autumn || !spring) throw new Error('not read');
    expect([0, 1, 2].map((index) => iso(cycleFiring(autumn, index, 0, warsaw)))).toEqual([
      '2026-10-24T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
    ]);
    expect([0, 1].map((index) => iso(cycleFiring(spring, index, 0, warsaw)))).toEqual([
      '2027-03-27T08:00:00.000Z',
      '2027-03-28T07:00:00.000Z',
    ]);
  });

  it.each(['2027-03-28', '2027-10-31'])('P16: every day at 02:30 fires once on %s', (day) => {
    const cycle = parseIsoCycle('R/2027-03-01T02:30/P1D');
    if (!cycle) throw new Error('not read');
    const firings: string[] = [];
    let after = utc('2027-02-28T00:00Z');
    for (let i = 0; i < 300; i++) {
      const next = nextCycleFiring(cycle, 0, after, warsaw);
      if (!next) break;
      expect(next.index).toBe(i);
      after = next.at;
      firings.push(new Date(next.at + 7_200_000).toISOString().slice(0, 10));
    }
    expect(firings.filter((date) => date === day)).toHaveLength(1);
  });

  it('counts, starts, ends', () => {
    const armed = utc('2027-02-01T10:00Z');
    const firings = (text: string) => {
      const cycle = parseIsoCycle(text);
      if (!cycle) return null;
      return [0, 1, 2, 3].map((index) => iso(cycleFiring(cycle, index, armed, warsaw))?.slice(0, 16) ?? null);
    };
    expect(firings('R3/PT1H')).toEqual(['2027-02-01T11:00', '2027-02-01T12:00', '2027-02-01T13:00', null]);
    expect(firings('R/PT1H')?.[3]).toBe('2027-02-01T14:00');
    expect(firings('R0/PT1H')).toEqual([null, null, null, null]);
    expect(firings('R2/2027-02-01T08:00/PT1H')).toEqual(['2027-02-01T07:00', '2027-02-01T08:00', null, null]);
    expect(firings('R/PT1H/2027-02-01T13:00:00+01:00')).toEqual(['2027-02-01T11:00', '2027-02-01T12:00', null, null]);
    expect(firings('R/2027-01-31T12:00/P1M')).toEqual(['2027-01-31T11:00', '2027-02-28T11:00', '2027-03-31T10:00', '2027-04-30T10:00']);
  });

  it('finds the next firing after years without walking there', () => {
    const cycle = parseIsoCycle('R/2000-01-01T00:00:00Z/PT1S');
    if (!cycle) throw new Error('not read');
    const after = utc('2026-01-01T00:00:00.500Z');
    expect(nextCycleFiring(cycle, 0, after, warsaw)).toEqual({
      at: utc('2026-01-01T00:00:01Z'),
      index: (utc('2026-01-01T00:00:01Z') - utc('2000-01-01T00:00:00Z')) / 1000,
    });
    expect(nextCycleFiring({ ...cycle, count: 5 }, 0, after, warsaw)).toBeNull();
  });

  it.each([
    '',
    'R',
    'R3',
    'PT1H',
    'R3/',
    'R3/PT0S',
    'R3/-PT1H',
    'R3/soon/PT1H',
    'R3/PT1H/PT1H',
    'R3/2027-01-01/2027-01-02',
    'R3/2027-01-01/PT1H/2027-01-02',
    'Rx/PT1H',
  ])('refuses %j', (text) => {
    expect(parseIsoCycle(text)).toBeNull();
  });
});
