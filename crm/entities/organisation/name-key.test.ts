import { expect, it } from 'vitest';
import { organisationKey } from './name-key.ts';

it.each([
  ['Bakery Kłos Sp. z o.o.', 'bakery klos'],
  ['BAKERY KLOS, sp. zoo', 'bakery klos'],
  ['„Zielony Zakątek” Spółka z ograniczoną odpowiedzialnością', 'zielony zakatek'],
  ['ООО «Ромашка»', 'ромашка'],
  ['Ромашка, ООО', 'ромашка'],
  ['Йогурт и Ёж', 'йогурт и еж'],
  ['Müller GmbH', 'muller'],
  ['S.A.', 's a'],
  ['Ltd Ltd', 'ltd'],
])('%s is compared as %s', (name, key) => expect(organisationKey(name)).toBe(key));

it('tells different companies apart', () => expect(organisationKey('Klos 2')).not.toBe(organisationKey('Klos')));
