import { describe, expect, it } from 'vitest';
import type { RecordField } from '../../engine/contract/index.ts';
import { type DateOrder, isAmbiguousDate, labelReader, provenOrder, readFieldText } from './field-values.ts';

const labels = labelReader({ texts: { ru: { 'Web form': 'Веб-форма', Factory: 'Завод' }, pl: { Factory: 'Fabryka' } } });
const read = (field: Partial<RecordField>, text: string, dateOrder: DateOrder = 'dmy') => {
  const value = readFieldText({ key: 'x', label: 'X', type: 'text', ...field }, text, { dateOrder, labels });
  return value.ok ? value.value : value.fault.code;
};

describe('P23: dates in text', () => {
  it.each([
    ['04.03.2027', 'dmy', '2027-03-04'],
    ['04.03.2027', 'mdy', '2027-03-04'],
    ['4.3.27', 'dmy', '2027-03-04'],
    ['31.04.2027', 'dmy', 'dateUnknown'],
    ['29.02.2027', 'dmy', 'dateUnknown'],
    ['29.02.2028', 'dmy', '2028-02-29'],
    ['03/04/2027', 'dmy', '2027-04-03'],
    ['03/04/2027', 'mdy', '2027-03-04'],
    ['13/04/2027', 'mdy', 'dateUnknown'],
    ['2027-03-04', 'mdy', '2027-03-04'],
    ['2027/03/04', 'dmy', '2027-03-04'],
    ['2027-03-04T00:30:00Z', 'dmy', '2027-03-04'],
    ['46450', 'dmy', 'dateUnknown'],
    ['soon', 'dmy', 'dateUnknown'],
  ] as const)('%s read %s is %s', (text, order, expected) => expect(read({ type: 'date' }, text, order)).toBe(expected));

  it.each([
    ['04.03.2027 9:05', '2027-03-04T09:05:00'],
    ['2027-03-04T09:05:07+02:00', '2027-03-04T09:05:07+02:00'],
    ['04.03.2027 25:00', 'dateUnknown'],
  ])('%s with its time is %s', (text, expected) => expect(read({ type: 'dateTime' }, text)).toBe(expected));

  it.each([
    ['03/04/2027', true],
    ['13/04/2027', false],
    ['04/04/2027', false],
    ['03.04.2027', false],
    ['2027-03-04', false],
  ])('%s can be read two ways: %s', (text, expected) => expect(isAmbiguousDate(text)).toBe(expected));

  it.each([
    ['13/04/2027', 'dmy'],
    ['04/13/2027', 'mdy'],
    ['03/04/2027', undefined],
  ])('%s proves %s', (text, expected) => expect(provenOrder(text)).toBe(expected));
});

describe('other values', () => {
  it.each([
    [{ type: 'number' }, '1 234,5', 1234.5],
    [{ type: 'money' }, '12.400,00 zł', 12400],
    [{ type: 'money' }, '12,400.50', 12400.5],
    [{ type: 'money' }, '1,5', 1.5],
    [{ type: 'number' }, '12a', 'type'],
    [{ type: 'number', min: 0 }, '-1', 'tooSmall'],
    [{ type: 'number', max: 5 }, '6', 'tooBig'],
    [{ type: 'text' }, ' 00042 ', '00042'],
    [{ type: 'text', max: 3 }, 'four', 'tooLong'],
    [{ type: 'boolean' }, 'да', true],
    [{ type: 'boolean' }, 'nie', false],
    [{ type: 'boolean' }, 'maybe', 'type'],
    [{ type: 'select', options: [{ value: 'factory', label: 'Factory' }] }, 'завод', 'factory'],
    [{ type: 'select', options: [{ value: 'factory', label: 'Factory' }] }, 'Fabryka', 'factory'],
    [{ type: 'select', options: [{ value: 'factory', label: 'Factory' }] }, 'Shop', 'option'],
    [{ type: 'number' }, '  ', null],
  ] as const)('%j %j is %j', (field, text, expected) => expect(read(field as Partial<RecordField>, text)).toEqual(expected));
});

it('a fault quotes whole characters only', () => {
  const value = readFieldText({ key: 'x', label: 'X', type: 'number' }, `${'a'.repeat(56)}😀 and more`, { dateOrder: 'dmy', labels });
  expect(value).toMatchObject({ ok: false, fault: { message: `X: "${'a'.repeat(56)}…" is no number` } });
});
