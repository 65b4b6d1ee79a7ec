import { describe, expect, it } from 'vitest';
import { type Contender, chooseOwner, type Wanted } from './choose-owner.ts';

const rep = (id: string, over: Partial<Contender> = {}): Contender => ({
  id,
  name: id,
  languages: ['pl'],
  territories: [],
  skills: [],
  capacity: 10,
  open: 0,
  joinedOn: '2024-01-01',
  away: false,
  onShift: true,
  team: 'sales-pl',
  ...over,
});
const wanted = (over: Partial<Wanted> = {}): Wanted => ({
  language: null,
  territory: null,
  skill: null,
  prefer: null,
  except: [],
  ...over,
});

describe('who gets the case', () => {
  it('the least loaded, measured against capacity', () => {
    const choice = chooseOwner([rep('anna', { open: 4, capacity: 5 }), rep('boris', { open: 6, capacity: 12 })], wanted());
    expect(choice).toMatchObject({ owner: 'boris', team: 'sales-pl', code: 'byRule' });
    expect(choice.considered).toEqual([{ id: 'anna', name: 'anna', reason: 'more work at the moment' }]);
  });

  it('with equal load the one who is longest with the company', () => {
    expect(chooseOwner([rep('anna', { joinedOn: '2025-01-01' }), rep('boris', { joinedOn: '2019-06-01' })], wanted()).owner).toBe('boris');
  });

  it.each([
    ['ru', 'daria'],
    ['pl', 'anna'],
  ])('language %s is a condition', (language, owner) => {
    expect(chooseOwner([rep('anna'), rep('daria', { languages: ['ru'], open: 3 })], wanted({ language })).owner).toBe(owner);
  });

  it('territory is a wish', () => {
    const list = [rep('anna'), rep('jan', { territories: ['LT'], open: 5 })];
    expect(chooseOwner(list, wanted({ territory: 'LT' })).owner).toBe('jan');
    expect(chooseOwner(list, wanted({ territory: 'DE' })).owner).toBe('anna');
    expect(chooseOwner([rep('anna'), rep('jan', { territories: ['LT'], open: 10 })], wanted({ territory: 'LT' })).owner).toBe('anna');
  });

  it('the known customer goes to his manager, even outside his shift and when he is full', () => {
    expect(chooseOwner([rep('anna'), rep('boris', { open: 30, onShift: false })], wanted({ prefer: 'boris' }))).toMatchObject({
      owner: 'boris',
      code: 'customersManager',
    });
    expect(chooseOwner([rep('anna'), rep('boris', { away: true })], wanted({ prefer: 'boris' })).owner).toBe('anna');
    expect(chooseOwner([rep('anna'), rep('boris')], wanted({ prefer: 'boris', except: ['boris'] })).owner).toBe('anna');
  });

  it.each([
    ['emptyTeam', [], wanted()],
    ['nobodyOnShift', [rep('anna', { onShift: false }), rep('jan', { away: true })], wanted()],
    ['nobodySpeaks', [rep('anna')], wanted({ language: 'ru' })],
    ['allFull', [rep('anna', { open: 10 })], wanted()],
    ['nobodyLeft', [rep('anna')], wanted({ except: ['anna'] })],
  ] as const)('%s: it waits in the pool', (code, list, wish) => {
    expect(chooseOwner([...list], wish)).toMatchObject({ owner: null, team: null, code });
  });

  it('the order of the list does not matter', () => {
    const list = [rep('c'), rep('a'), rep('b')];
    expect(chooseOwner(list, wanted()).owner).toBe(chooseOwner([...list].reverse(), wanted()).owner);
  });
});
