import { expect, it } from 'vitest';
import { isMasked, maskedName, maskedText } from './policy.ts';

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

it('addresses and numbers quoted within a text are taken out of it, and nothing else', () => {
  const text = '"anna@klos.pl" is no duration; +48 601-555-777, (22) 555-77-88 1 and 601555778';
  expect(maskedText(masked, text)).toBe('"…" is no duration; …, … and …');
  expect(maskedText({ contacts: false }, text)).toBe(text);
  const others = 'The flow f28 was due 2027-01-31T09:00:00Z, 10 000 rounds of lead-876e9170-a054-550f-b8d1-649aba849f8a';
  expect(maskedText(masked, others)).toBe(others);
});
