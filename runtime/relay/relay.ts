import { markTold } from '../../db/queries/carry.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Notifier } from '../door-context.ts';
import { failpoint } from '../failpoints.ts';
import { Lru } from '../lru.ts';
import { createRest } from './rest.ts';
import { isOutage, type Tell } from './tell.ts';

export interface RelayOptions {
  pool: Queryable;
  tell: Tell;
  /** Calls to Temporal at the same time. */
  inFlight?: number;
  /** Instances remembered; whoever does not fit is left to the sweeper, which reads them from Postgres. */
  capacity?: number;
  /** Longest pause while Temporal is away. */
  longestPauseMs?: number;
  /** How long a calm instance rests before its workflow is told: what follows meanwhile is told with it, in one signal. */
  calmMs?: number;
  /** Its longest rest, while commands keep coming. */
  longestCalmMs?: number;
  onError?: (error: unknown, instanceId: string) => void;
}

/** Tells workflows, after the commit, that their instance has something for them. */
export interface Relay extends Notifier {
  /** As `committed`, for what the sweeper found; `urgent` goes first. */
  tell(instanceId: string, effectNumber: number, urgent?: boolean): void;
  /** Temporal does not answer: everybody waits, one call tries. */
  paused(): boolean;
  /** Instances waiting to be told. */
  waiting(): number;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
  /** Writes what was told and stops. */
  close(): Promise<void>;
}

const flushMs = 1_000;
const firstPauseMs = 100;

/**
 * At most one signal per instance is under way. One instance's numbers fold into the highest. That a signal was sent is written late and
 * only if the workflow has not asked since: it nearly always has.
 */
export function createRelay(options: RelayOptions): Relay {
  const { pool, tell, inFlight = 8, capacity = 20_000, longestPauseMs = 10_000 } = options;
  const urgent = new Map<string, number>();
  const waiting = new Map<string, number>();
  const running = new Set<string>();
  const rest = createRest({
    calmMs: options.calmMs ?? 1_000,
    longestMs: options.longestCalmMs ?? 5_000,
    capacity,
    awaken: (instanceId, number) => enqueue(instanceId, number, false),
  });
  const told = new Map<string, number>();
  const lately = new Lru<string, number>(capacity);
  let pauseMs = 0;
  let pausedUntil = 0;
  let wake: NodeJS.Timeout | undefined;
  let closed = false;
  let idlers: (() => void)[] = [];

  const isIdle = () => running.size === 0 && waiting.size === 0 && urgent.size === 0 && rest.size() === 0;

  function enqueue(instanceId: string, effectNumber: number, first: boolean): void {
    if (closed) return;
    const number = Math.max(effectNumber, waiting.get(instanceId) ?? 0, urgent.get(instanceId) ?? 0, rest.take(instanceId));
    if (first) {
      waiting.delete(instanceId);
      if (urgent.size < capacity) urgent.set(instanceId, number);
    } else if (urgent.has(instanceId)) {
      urgent.set(instanceId, number);
    } else if (waiting.has(instanceId) || waiting.size < capacity) {
      waiting.set(instanceId, number);
    }
    pump();
  }

  function pump(): void {
    const limit = pauseMs > 0 ? 1 : inFlight;
    const pause = pausedUntil - Date.now();
    if (pause > 0) {
      schedule(pause);
      return;
    }
    for (const queue of [urgent, waiting]) {
      for (const [instanceId, number] of queue) {
        if (running.size >= limit) return;
        if (running.has(instanceId)) continue;
        queue.delete(instanceId);
        void send(instanceId, number, queue === urgent);
      }
    }
  }

  function schedule(ms: number): void {
    wake ??= setTimeout(() => {
      wake = undefined;
      pump();
    }, ms);
    wake.unref();
  }

  async function send(instanceId: string, number: number, first: boolean): Promise<void> {
    running.add(instanceId);
    lately.set(instanceId, number);
    try {
      failpoint('before-tell');
      await tell(instanceId, number);
      failpoint('after-tell');
      pauseMs = 0;
      told.set(instanceId, number);
    } catch (error) {
      options.onError?.(error, instanceId);
      lately.delete(instanceId);
      if (isOutage(error)) {
        pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, pauseMs * 2));
        pausedUntil = Date.now() + pauseMs;
        running.delete(instanceId);
        enqueue(instanceId, number, first);
      } else {
        // Temporal answered, if only to refuse this one.
        pauseMs = 0;
      }
    } finally {
      running.delete(instanceId);
      pump();
      if (isIdle()) for (const idler of idlers.splice(0)) idler();
    }
  }

  async function flush(): Promise<void> {
    const batch = [...told].map(([instanceId, number]) => ({ instanceId, number }));
    told.clear();
    if (batch.length > 0) await markTold(pool, batch);
  }

  const flusher = setInterval(() => void flush().catch(() => undefined), flushMs);
  flusher.unref();

  return {
    committed(instanceId, effectNumber, calm = false) {
      rest.busy();
      // A commit does not raise the number while the last one is unseen: the workflow is about to ask, and will see this, too.
      if (effectNumber <= (lately.get(instanceId) ?? -1)) return;
      if (calm && !closed && !waiting.has(instanceId) && !urgent.has(instanceId)) rest.add(instanceId, effectNumber);
      else enqueue(instanceId, effectNumber, false);
    },
    tell: (instanceId, effectNumber, first = false) => enqueue(instanceId, effectNumber, first),
    paused: () => pauseMs > 0,
    waiting: () => waiting.size + urgent.size,
    idle() {
      rest.awakenAll();
      return isIdle() ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve));
    },
    async close() {
      closed = true;
      waiting.clear();
      urgent.clear();
      rest.clear();
      clearTimeout(wake);
      clearInterval(flusher);
      if (running.size > 0) await new Promise<void>((resolve) => idlers.push(resolve));
      idlers = [];
      await flush().catch(() => undefined);
    },
  };
}
