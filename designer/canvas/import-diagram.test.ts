import { expect, test } from 'vitest';
import { firstIn, wholeIn } from './import-diagram.ts';

test.each([
  [
    'a small drawing is shown at life size, in the middle',
    { x: 100, y: 50, width: 200, height: 100 },
    { x: -200, y: -200, width: 800, height: 600 },
  ],
  [
    'a wide one as small as it takes, with a margin',
    { x: 0, y: 0, width: 1504, height: 100 },
    { x: -48, y: -550, width: 1600, height: 1200 },
  ],
  ['nothing at all does no harm', { x: 0, y: 0, width: 0, height: 0 }, { x: -400, y: -300, width: 800, height: 600 }],
])('%s', (_what, inner, shown) => {
  expect(wholeIn(inner, { width: 800, height: 600 })).toEqual(shown);
});

test.each([
  ['what can be read as a whole is shown as a whole', { x: 0, y: 0, width: 1000, height: 700 }, undefined],
  [
    'a long one is shown from its left end, in the middle of the height',
    { x: 100, y: 0, width: 4000, height: 300 },
    { x: 60, y: -350, width: 4000 / 3, height: 1000 },
  ],
  [
    'a large one from its upper left corner',
    { x: 100, y: 200, width: 4000, height: 3000 },
    { x: 60, y: 160, width: 4000 / 3, height: 1000 },
  ],
])('first sight: %s', (_what, inner, shown) => {
  const outer = { width: 800, height: 600 };
  const first = firstIn(inner, outer);
  for (const [side, length] of Object.entries(shown ?? wholeIn(inner, outer)))
    expect(first[side as keyof typeof first]).toBeCloseTo(length);
});
