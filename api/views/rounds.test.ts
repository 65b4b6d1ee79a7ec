import { expect, it } from 'vitest';
import { itemLabel, roundText } from './rounds.ts';

it.each([
  ['Acme', 'Acme'],
  [17, '17'],
  [{ name: 'Acme', title: 'x' }, 'Acme'],
  [{ title: ' Two\n lines ' }, 'Two lines'],
  [{ name: '', label: 5 }, '5'],
  [{ sum: 12 }, null],
  [['Acme'], null],
  [true, null],
  ['  ', null],
  [null, null],
  [undefined, null],
  ['x'.repeat(200), `${'x'.repeat(79)}…`],
])('%j is called %j', (item, label) => expect(itemLabel(item)).toBe(label));

it('says which round, of how many, and about what, the outermost first', () => {
  const rounds = [
    { number: 2, total: 5, item: { name: 'Acme' } },
    { number: 3, total: null },
  ];
  const mask = { contacts: false };
  expect(roundText({ locale: 'en', mask }, rounds)).toBe('2 of 5 · Acme · round 3');
  expect(roundText({ locale: 'ru', mask }, rounds)).toBe('2 из 5 · Acme · раз 3');
  expect(roundText({ locale: 'pl', mask }, rounds)).toBe('2 z 5 · Acme · runda 3');
  expect(roundText({ locale: 'en', mask }, [])).toBeNull();
});

it('does not show contact data to those from whom it is hidden', () => {
  expect(roundText({ locale: 'en', mask: { contacts: true } }, [{ number: 1, total: 2, item: '+48 601 555 777' }])).toBe('1 of 2 · …');
});
