import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from '../ops/options.ts';
import { changedHours, differencesInWords, type Hours, readHoursFile, yearsOf } from './hours.ts';

const hours: Hours = {
  zone: 'Europe/Warsaw',
  week: { '1': [['09:00', '17:00']] },
  days: { '2027-01-06': [], '2027-05-03': [] },
  names: { '2027-01-06': 'Epiphany' },
};
const changed = (...args: string[]) => changedHours(hours, readOptions(args).flags);

test('days are closed, opened and made usual; a name may hold an equals sign', () => {
  const after = changed('--close', '2027-06-04=1+1=2', '--open', '2027-06-05=10:00-12:00,13:00-15:00', '--usual', '2027-01-06');
  expect(after).toEqual({
    ...hours,
    days: {
      '2027-05-03': [],
      '2027-06-04': [],
      '2027-06-05': [
        ['10:00', '12:00'],
        ['13:00', '15:00'],
      ],
    },
    names: { '2027-06-04': '1+1=2' },
  });
  expect(hours.days).toHaveProperty('2027-01-06');
  expect(differencesInWords(hours, after)).toEqual([
    '2027-01-06: closed > as its weekday (Epiphany)',
    '2027-06-04: as its weekday > closed (1+1=2)',
    '2027-06-05: as its weekday > 10:00-12:00 13:00-15:00',
  ]);
});

test('days off by law are asked for by country and years', () => {
  const after = changed('--country', 'DE', '--region', 'BY', '--years', '2027-2028');
  expect(after.holidays).toEqual({ country: 'DE', region: 'BY', fromYear: 2027, toYear: 2028 });
  expect(differencesInWords(hours, after)).toEqual(['days off by law: DE BY, 2027 to 2028']);
  expect(yearsOf({}, Date.parse('2027-12-31T12:00:00Z'))).toEqual({ fromYear: 2027, toYear: 2029 });
  expect(yearsOf({ years: '2030' })).toEqual({ fromYear: 2030, toYear: 2030 });
});

test('what differs of zone and week, and what does not', () => {
  expect(differencesInWords(hours, { ...hours, zone: 'UTC', week: { '2': [['08:00', '12:00']] } })).toEqual([
    'zone: Europe/Warsaw > UTC',
    'Mon: 09:00-17:00 > closed',
    'Tue: closed > 08:00-12:00',
  ]);
  expect(differencesInWords(hours, { ...hours, names: {} })).toEqual(['Nothing differs but names.']);
  expect(differencesInWords(undefined, hours)).toEqual(['A new calendar.']);
});

test.each([
  [['--open', '2027-06-05=all day'], 'write DATE=09:00-13:00'],
  [['--open', '2027-06-05=09-10-11'], 'write DATE=09:00-13:00'],
  [['--region', 'BY'], 'Whose days off?'],
  [['--country', 'PL', '--years', '2027-2028-2029'], 'write 2027 or 2027-2029'],
])('%j: a wrong call', (args, said) => {
  expect(() => changed(...args)).toThrow(said);
});

test('a file that was shown of a calendar is based on its version, of another calendar or written by hand on none', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'perennial-hours-')), 'shown.json');
  writeFileSync(path, JSON.stringify({ ...hours, name: 'office', version: 2, versions: [{}] }));
  expect(readHoursFile(path, 'office')).toMatchObject({ hours, basedOn: 2 });
  expect(readHoursFile(path, 'warehouse')).not.toHaveProperty('basedOn');
  writeFileSync(path, JSON.stringify(hours));
  expect(readHoursFile(path, 'office')).not.toHaveProperty('basedOn');
});
