import { expect, it } from 'vitest';
import { runTimers } from './run-timers.ts';

/** The short form of `npm run timers`. */
it('armed timers survive restarts: each fires once, none early, each case in order', async () => {
  const { seconds, missed, ...findings } = await runTimers({ timers: 2_000, perCase: 20 });
  console.log(
    Object.entries(seconds)
      .map(([part, took]) => `${part}: ${took.toFixed(1)} s`)
      .join(' · '),
  );
  expect(findings).toEqual({ armed: 2_000, fired: 2_000, notOnce: 0, early: 0, outOfOrder: 0, cases: 100, completed: 100 });
  expect(missed.every((count) => count > 100)).toBe(true);
});
