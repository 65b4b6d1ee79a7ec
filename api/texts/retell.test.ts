import { describe, expect, it } from 'vitest';
import { retell } from './retell.ts';

describe('a sentence that a command wrote in English', () => {
  it.each([
    ['Nobody is on shift, so it waits in the pool', 'Nikogo nie ma na zmianie, czeka w puli'],
    ['Nobody on shift speaks pl, so it waits in the pool', /polski/],
    ['Tomasz Bielak: speaks pl, works PL, least work (2 of 8)', 'Tomasz Bielak: język: polski, obszar PL, najmniej pracy (2 z 8)'],
    ['"+48 12" is no phone number of PL', '„+48 12” nie jest numerem telefonu kraju Polska'],
    ['"a {b}" is not written like an e-mail address', '„a {b}” nie wygląda na adres e-mail'],
  ])('%s', (english, polish) => {
    if (typeof polish === 'string') expect(retell('pl', english)).toBe(polish);
    else expect(retell('pl', english)).toMatch(polish);
  });

  it.each(['Wants a sample', 'Anna: call her, speaks pl', 'speaks pl and works PL', ''])('is not seen in a text of a person: %s', (text) =>
    expect(retell('ru', text)).toBeUndefined(),
  );
});
