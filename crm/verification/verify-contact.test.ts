import { describe, expect, it } from 'vitest';
import { splitName } from './person-name.ts';
import { verifyContact } from './verify-contact.ts';

describe('the data check of a lead', () => {
  it('normalises what is right', () => {
    const verified = verifyContact({ name: 'Jan Kowalski', phone: '601 123 456', email: 'JAN@firma.example' }, 'PL');
    expect(verified).toMatchObject({
      phone: '+48601123456',
      email: 'jan@firma.example',
      firstName: 'Jan',
      lastName: 'Kowalski',
      problems: [],
    });
    expect(verified.points.map((point) => point.value)).toEqual(['+48601123456', 'jan@firma.example']);
  });

  it('keeps what is wrong as it was written', () => {
    const verified = verifyContact({ phone: '89161234567', email: 'jan@firma' }, 'PL');
    expect(verified.phone).toBe('89161234567');
    expect(verified.points).toEqual([]);
    expect(verified.problems.map((problem) => problem.code)).toEqual(['phoneInvalid', 'emailDomain']);
  });

  it.each([
    [{}, ['noWayToReach']],
    [{ phone: ' ', email: '' }, ['noWayToReach']],
    [{ contactElsewhere: true }, []],
    [{ email: 'a@b.example' }, []],
    [{ phone: '12', contactElsewhere: true }, ['phoneInvalid']],
  ])('%j has %j', (input, codes) => expect(verifyContact(input, 'PL').problems.map((problem) => problem.code)).toEqual(codes));

  it.each([
    ['Иванов Иван Иванович', 'RU', ['Иван', 'Иванович', 'Иванов']],
    ['Иван Иванович Петров', 'RU', ['Иван', 'Иванович', 'Петров']],
    ['Анна Петровна', 'RU', ['Анна', 'Петровна', null]],
    ['Иванов Иван', 'RU', ['Иван', null, 'Иванов']],
    ['Pan Jan Maria Rokita', 'PL', ['Jan', null, 'Maria Rokita']],
    ['Anna', 'PL', ['Anna', null, null]],
    ['  ', 'PL', [null, null, null]],
  ])('%s is split', (name, country, [firstName, patronymic, lastName]) =>
    expect(splitName(name, country)).toEqual({ firstName, patronymic, lastName }),
  );
});

it('a problem quotes whole characters only', () => {
  const { problems } = verifyContact({ phone: `${'1'.repeat(56)}😀 and more` }, 'PL');
  expect(problems[0]?.message).toBe(`"${'1'.repeat(56)}…" is no phone number of PL`);
});
