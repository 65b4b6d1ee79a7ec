import { expect, it } from 'vitest';
import { together } from './use-move.ts';

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
  expect(tried).toMatchObject({ total: 3, hidden: 1, can: 2 });
  expect(tried.reasons.map(({ code, cases }) => [code, cases])).toEqual([
    ['gone', 5],
    ['late', 2],
  ]);
  expect(tried.elements).toEqual([{ element: 'a', name: 'Call', target: null, cases: 3, can: 1 }]);
  expect(together([])).toEqual({ total: 0, hidden: 0, can: 0, reasons: [], elements: [] });
});
