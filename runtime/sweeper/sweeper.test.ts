import { expect, test } from 'vitest';
import type { Queryable } from '../../db/queryable.ts';
import type { Relay } from '../relay/index.ts';
import { createSweeper } from './sweeper.ts';

test('a pass that takes long is not made up for: none is under way when it closes but the one it waits for', async () => {
  let passes = 0;
  const sweeper = createSweeper({
    // Nobody is told while Temporal is away, so nothing is read.
    pool: {} as Queryable,
    relay: { paused: () => true } as Relay,
    sweepMessages: async () => undefined,
    async sweepStarts() {
      passes += 1;
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    everyMs: 10,
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await sweeper.close();
  expect(passes).toBeLessThanOrEqual(3);
});
