import { describe, expect, test } from 'vitest';
import type { Walk } from '../../db/queries/record-map.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { inWords, roundsOf, standsAt } from './diagram.ts';

const instance = (id: number, element: string, parent: number | null, more: object = {}) => ({ id, element, parent, ...more });

function walk(loop: { total: number | null; started: number; completed: number }, rounds: number): Walk {
  const open = Array.from({ length: rounds }, (_, at) => instance(3 + at, 'call', 2, { loopCounter: loop.completed + at + 1 }));
  const live = [instance(1, 'lead', null), instance(2, 'call', 1, { loop }), ...open];
  const elements = Object.fromEntries(live.map((each) => [each.id, each]));
  return { state: { status: 'open', elements, incidents: {} }, elements: ['call'], flows: [] } as unknown as Walk;
}
const pkg = {
  processes: [{ elements: [{ id: 'call', name: 'Call', kind: 'user-task' }], flows: [] }],
  texts: {},
} as unknown as CompiledPackage;

describe('a repeated activity', () => {
  test('is marked once, however many rounds are open, and they are counted', () => {
    const three = walk({ total: 3, started: 3, completed: 1 }, 2);
    expect(standsAt(three)).toEqual(['call']);
    expect(roundsOf(three)).toMatchObject([{ element: 'call', open: 2, done: 1, total: 3, rounds: [{ number: 2 }, { number: 3 }] }]);
  });

  test.each([
    ['en', 'Call, repeated: open 2, done 1 of 3'],
    ['ru', 'Call, с повторами: открыто 2, готово 1 из 3'],
    ['pl', 'Call, z powtórzeniami: otwarte 2, gotowe 1 z 3'],
  ] as const)('%s: said in words', (locale, sentence) => {
    expect(
      inWords(pkg, walk({ total: 3, started: 3, completed: 1 }, 2), ['call'], [], { locale: locale, mask: { contacts: false } }),
    ).toContain(sentence);
  });

  test('without a number of rounds nothing is said of how many there will be', () => {
    expect(
      inWords(pkg, walk({ total: null, started: 2, completed: 1 }, 1), ['call'], [], { locale: 'en', mask: { contacts: false } }),
    ).toContain('Call, repeated: open 1, done 1');
  });
});
