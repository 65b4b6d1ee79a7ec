import { expect, test } from 'vitest';
import { wholeIn } from './import-diagram.ts';

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
