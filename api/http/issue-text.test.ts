import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createProcess, locale as locales, publishMessage } from '../contract/index.ts';
import { issueMap, issueText } from './issue-text.ts';

const schema = z.object({
  key: z.string().regex(/^[a-z]+$/),
  own: z.string().regex(/^[a-z]+$/, 'issue.processKey'),
  count: z.number().int().min(3).max(9),
  id: z.uuid(),
  at: z.iso.datetime(),
  choice: z.enum(['a', 'b']),
  list: z.array(z.string()).min(1).max(1),
  text: z.string().min(1).max(2),
  either: z.union([z.string(), z.number()]),
  action: z.discriminatedUnion('kind', [z.object({ kind: z.literal('x') })]),
  more: z.boolean(),
  days: z.string().refine(() => false, { error: 'issue.mostDays', params: { most: 2 } }),
});
const right = {
  ...{ key: 'a', own: 'a', count: 3, id: '0c0e6f0e-1c4e-4b52-9a0e-3a6c5d0f6b11', at: '2027-02-08T10:00:00Z', choice: 'a', list: ['x'] },
  ...{ text: 'x', either: 1, action: { kind: 'x' }, more: true },
};

function said(value: object, locale: 'en' | 'ru' | 'pl' = 'en'): { [field: string]: string } {
  const parsed = schema.safeParse({ ...right, days: '', ...value }, { error: issueMap(locale) });
  return Object.fromEntries((parsed.error?.issues ?? []).map((issue) => [issue.path.join('.'), issueText(locale, issue)]));
}

describe('what is wrong with a field', () => {
  it.each([
    [{ key: 'A' }, 'key', 'is not written as expected.'],
    [{ key: 5 }, 'key', 'must be a text.'],
    [{ key: undefined }, 'key', 'is missing.'],
    [{ own: 'A' }, 'own', 'must be 2 to 41 small Latin letters, digits and hyphens, the first a letter.'],
    [{ count: 1.5 }, 'count', 'must be a whole number.'],
    [{ count: '3' }, 'count', 'must be a number.'],
    [{ count: 2 }, 'count', 'must be at least 3.'],
    [{ count: 1000 }, 'count', 'may be at most 9.'],
    [{ id: 'x' }, 'id', 'must be an id such as 0c0e6f0e-1c4e-4b52-9a0e-3a6c5d0f6b11.'],
    [{ at: 'noon' }, 'at', 'must be a moment such as 2027-02-08T10:00:00Z.'],
    [{ choice: 'c' }, 'choice', 'must be a or b.'],
    [{ choice: undefined }, 'choice', 'is missing.'],
    [{ list: [] }, 'list', 'needs at least 1 item.'],
    [{ list: ['a', 'b'] }, 'list', 'may have at most 1 item.'],
    [{ list: 'a' }, 'list', 'must be a list.'],
    [{ text: '' }, 'text', 'must not be empty.'],
    [{ text: 'abc' }, 'text', 'may have at most 2 characters.'],
    [{ either: true }, 'either', 'fits none of the forms it may have.'],
    [{ action: { kind: 'y' } }, 'action.kind', 'must be x.'],
    [{ action: 5 }, 'action', 'must be an object of names and values.'],
    [{ more: 'yes' }, 'more', 'must be true or false.'],
    [{}, 'days', 'may have at most 2 days.'],
  ])('%j: %s %s', (value, field, message) => {
    expect(said(value)[field]).toBe(message);
  });

  it('in the reader’s language, with its plurals', () => {
    expect(said({ text: 'abc', count: '3', key: undefined }, 'ru')).toEqual({
      text: 'не больше 2 символов.',
      count: 'должно быть числом.',
      key: 'не указано.',
      days: 'не больше 2 дней.',
    });
    expect(said({ text: 'abc', list: [] }, 'pl')).toEqual({
      text: 'co najwyżej 2 znaki.',
      list: 'co najmniej 1 pozycja.',
      days: 'co najwyżej 2 dni.',
    });
  });

  it('says nothing of zod’s in any language, whatever of the contract is broken', () => {
    for (const locale of locales.options)
      for (const route of [createProcess, publishMessage])
        for (const body of [{}, [], 'x', { key: '!', name: '', files: [{}] }, { name: 5, payload: 1, receivers: 'few' }]) {
          const parsed = route.body?.safeParse(body, { error: issueMap(locale) });
          for (const issue of parsed?.error?.issues ?? [])
            expect(issueText(locale, issue)).not.toMatch(/Invalid|expected|string|Too (small|big)|undefined|issue\./);
        }
  });
});
