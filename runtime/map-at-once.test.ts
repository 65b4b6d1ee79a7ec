import { expect, test } from 'vitest';
import { mapAtOnce } from './map-at-once.ts';

test.each([
  [0, 4],
  [1, 4],
  [4, 4],
  [23, 4],
  [23, 1],
  [5, 100],
])('%i items, %i at once: results in order, and never more under way', async (count, atOnce) => {
  let now = 0;
  let most = 0;
  const items = Array.from({ length: count }, (_, index) => index);
  const results = await mapAtOnce(items, atOnce, async (item) => {
    now += 1;
    most = Math.max(most, now);
    // Later ones are quicker than those before them.
    for (let turns = count - item; turns > 0; turns -= 1) await Promise.resolve();
    now -= 1;
    return item * 2;
  });
  expect(results).toEqual(items.map((item) => item * 2));
  expect(most).toBe(Math.min(count, atOnce));
});

test('an error is the caller\u2019s', async () => {
  await expect(mapAtOnce([1, 2], 2, async (item) => Promise.reject(new Error(`no ${item}`)))).rejects.toThrow('no 1');
});
