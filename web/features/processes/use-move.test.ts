import { expect, it } from 'vitest';
import { together, tryCases } from './use-move.ts';

const page = { total: 3, hidden: 1, tried: 2, can: 1, next: null, stays: [] };
const gone = { code: 'gone', element: 'a', text: 'The step is gone' };

it('pages of a dry run are one: cases add up, alike reasons stand once, most cases first', () => {
  const tried = together([
    {
      ...page,
      reasons: [
        { ...gone, cases: 1 },
        { code: 'late', element: null, text: 'Late', cases: 2 },
      ],
      elements: [{ element: 'a', name: 'Call', target: null, cases: 1, can: 0 }],
    },
    { ...page, reasons: [{ ...gone, cases: 4 }], elements: [{ element: 'a', name: 'Call', target: null, cases: 2, can: 1 }] },
  ]);
  expect(tried).toMatchObject({ total: 3, hidden: 1, can: 2, tried: 4, more: false });
  expect(tried.reasons.map(({ code, cases }) => [code, cases])).toEqual([
    ['gone', 5],
    ['late', 2],
  ]);
  expect(tried.elements).toEqual([{ element: 'a', name: 'Call', target: null, cases: 3, can: 1 }]);
  expect(together([])).toEqual({ total: 0, hidden: 0, tried: 0, more: false, can: 0, reasons: [], elements: [] });
});

it('unasked only the first cases are tried; the rest page by page when it is wanted', async () => {
  // A thousand and a half of cases: those below 40 stay.
  const asked: { limit: number; after?: string }[] = [];
  const ask = async (wanted: { limit: number; after?: string }) => {
    asked.push(wanted);
    const from = Number(wanted.after ?? 0);
    const to = Math.min(from + wanted.limit, 1500);
    const can = Math.max(to, 40) - Math.max(from, 40);
    return { ...page, total: 1500, tried: to - from, can, next: to < 1500 ? String(to) : null, reasons: [], elements: [] };
  };
  expect(await tryCases(ask, false)).toMatchObject({ total: 1500, tried: 100, can: 60, more: true });
  expect(asked).toEqual([{ limit: 100 }]);
  expect(await tryCases(ask, true)).toMatchObject({ total: 1500, tried: 1500, can: 1460, more: false });
  expect(asked.slice(1)).toEqual([{ limit: 1000 }, { limit: 1000, after: '1000' }]);
});
