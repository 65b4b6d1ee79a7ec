import { expect, it } from 'vitest';
import { isMasked, maskedName } from './policy.ts';

const masked = { contacts: true };

it.each(['secret@kowalski-firma.pl', '+48 601 555 777', '601555778', '(22) 555-77-88 1', ' 8 916 123-45-67 '])(
  'a name that is contact data is not shown: %s',
  (name) => {
    expect(maskedName(masked, name)).toBe('…');
    expect(maskedName({ contacts: false }, name)).toBe(name);
  },
);

it.each(['Klos', '660737', '00042', 'Firma 2000', 'Anna @ Klos', '24/7 Bakery', '1 000 labels'])('any other is: %s', (name) =>
  expect(maskedName(masked, name)).toBe(name),
);

it('phones, addresses and structures are hidden', () => {
  expect([{ key: 'phone' }, { key: 'email' }, { key: 'dataProblems', type: 'json' }].map((field) => isMasked(masked, field))).toEqual([
    true,
    true,
    true,
  ]);
  expect(isMasked(masked, { key: 'need', type: 'text' })).toBe(false);
});
