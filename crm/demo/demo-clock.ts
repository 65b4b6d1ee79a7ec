import { AsyncLocalStorage } from 'node:async_hooks';

/** A clock that each story sets for itself: stories of other moments are told at the same time without minding each other. */
export interface DemoClock {
  now(): number;
  moveTo(at: number): void;
  /** Within `story`, and whatever it waits for, the clock is its own. */
  ownTime<Result>(story: () => Promise<Result>): Promise<Result>;
}

export function createDemoClock(now: () => number): DemoClock {
  const lanes = new AsyncLocalStorage<{ at: number }>();
  return {
    now: () => lanes.getStore()?.at ?? now(),
    moveTo(at) {
      const lane = lanes.getStore();
      if (!lane) throw new Error('the clock is moved within a story only');
      lane.at = Math.round(at);
    },
    ownTime: (story) => lanes.run({ at: now() }, story),
  };
}
