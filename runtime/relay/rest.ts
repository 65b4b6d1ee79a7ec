export interface RestOptions {
  /** Shortest rest. */
  calmMs: number;
  /** Longest rest, while commands keep coming. Well under `soonMs` of the door: nothing that rests is due by then. */
  longestMs: number;
  capacity: number;
  awaken(instanceId: string, effectNumber: number): void;
}

/** Instances for which nothing is due within seconds, in the order they came. */
export interface Rest {
  add(instanceId: string, effectNumber: number): void;
  /** Takes one out. @returns its number, 0 if it does not rest. */
  take(instanceId: string): number;
  /** A command was committed: people are at work, and they come first. */
  busy(): void;
  awakenAll(): void;
  size(): number;
  clear(): void;
}

/** Commands closer together than this are a rush. */
const rushMs = 100;

/**
 * What follows within the rest is told with it, in one signal; and in a rush of commands telling waits until the house is calm, so that
 * Temporal's work does not slow the answers people wait for. The first of what rests keeps its moment: a case that never stands still is
 * told all the same.
 */
export function createRest({ calmMs, longestMs, capacity, awaken }: RestOptions): Rest {
  const resting = new Map<string, { number: number; since: number }>();
  let lastCommand = 0;

  function awakenSince(moment: number): void {
    for (const [instanceId, { number, since }] of resting) {
      if (since > moment) return;
      resting.delete(instanceId);
      awaken(instanceId, number);
    }
  }
  const alarm = setInterval(
    () => {
      const now = Date.now();
      awakenSince(now - (now - lastCommand < rushMs ? Math.max(calmMs, longestMs) : calmMs));
    },
    Math.min(100, Math.max(20, calmMs / 4)),
  );
  alarm.unref();

  return {
    add(instanceId, effectNumber) {
      const before = resting.get(instanceId);
      if (!before && resting.size >= capacity) return;
      resting.set(instanceId, { number: Math.max(effectNumber, before?.number ?? 0), since: before?.since ?? Date.now() });
    },
    take(instanceId) {
      const number = resting.get(instanceId)?.number ?? 0;
      resting.delete(instanceId);
      return number;
    },
    busy() {
      lastCommand = Date.now();
    },
    awakenAll: () => awakenSince(Number.POSITIVE_INFINITY),
    size: () => resting.size,
    clear() {
      clearInterval(alarm);
      resting.clear();
    },
  };
}
