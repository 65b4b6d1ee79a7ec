import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../helpers/shared.ts';
import { expectedOf, lifeOf, readLives } from './life.ts';

describe('what happened to a lead', () => {
  test.each([
    [true, 'Ringing', { kind: 'won', noAnswerFirst: true }],
    [true, 'Closed by Horizzon', { kind: 'won', noAnswerFirst: false }],
    [false, 'Busy', { kind: 'callBack' }],
    [false, 'number not provided', { kind: 'dataQuality' }],
    [false, 'Already a student', { kind: 'junk', reason: 'Already a student' }],
    [false, undefined, { kind: 'open' }],
  ])('converted %s, tag %s', (converted, tag, life) => {
    expect(lifeOf(converted, tag)).toEqual(life);
  });

  const file = sharedPath('data/xeducation/leads.csv');
  test.skipIf(!file)('the file holds the lives the issue names', async () => {
    const rows = await readLives(readFileSync(file ?? ''));
    expect(expectedOf(rows)).toEqual({ intake: 9240, won: 3561, callBack: 1486, dataQuality: 156, junk: 1520, callOpen: 2517 });
    expect(rows.filter((row) => row.life.kind === 'won' && row.life.noAnswerFirst)).toHaveLength(143);
    expect(expectedOf(rows.slice(0, 300))).toEqual({ intake: 300, won: 104, callBack: 59, dataQuality: 4, junk: 57, callOpen: 76 });
  });
});
