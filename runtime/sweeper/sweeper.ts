import { claimOutdated, claimStaleJobs, claimUntold, type ToTell } from '../../db/queries/carry.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Relay } from '../relay/index.ts';

export interface SweeperOptions {
  pool: Queryable;
  relay: Relay;
  /** Expires messages, finishes starts that a dead process promised, tells the cases of changed calendars. */
  sweepMessages(): Promise<unknown>;
  /** Begins the cases that timer start events are due for; absent = nothing. */
  sweepStarts?(): Promise<unknown>;
  /** Tasks that wait in Temporal for a worker; absent = none. */
  backlog?(): Promise<number>;
  everyMs?: number;
  onError?: (error: unknown) => void;
}

/** Ages, in milliseconds of the product's clock, after which somebody is told again. */
export interface SweepAges {
  /** Committed, and no signal written: the relay's process died, or had no room. Longer than the relay's longest rest. */
  untoldMs: number;
  /** Told, and not asked since; also the rest between two tellings of one instance. */
  unseenMs: number;
  overdueMs: number;
  staleJobMs: number;
}

export interface Sweeper {
  /** One pass. @returns how many were told. */
  sweep(ages?: Partial<SweepAges>): Promise<number>;
  close(): Promise<void>;
}

export const sweepAges: SweepAges = { untoldMs: 6_000, unseenMs: 30_000, overdueMs: 5_000, staleJobMs: 300_000 };
const batch = 500;
/** Untold cases that may be on their way at once: a few seconds' work, which is what anybody else then waits behind them. */
const room = 100;
/** Workflows that continue as new on a new deployment, a pass (a second). */
const renewals = 50;

/** Finds in Postgres whatever the relay cannot know of any more, and tells it again. Several may run: each row is claimed once. */
export function createSweeper(options: SweeperOptions): Sweeper {
  const { pool, relay, everyMs = 1_000, onError = () => undefined } = options;
  let passes = 0;
  let running: Promise<unknown> | undefined;

  async function sweep(given: Partial<SweepAges> = {}): Promise<number> {
    const ages = { ...sweepAges, ...given };
    const pass = passes;
    passes += 1;
    // Postgres' own affair: it goes on while Temporal is away, and what goes wrong there keeps nobody from being told.
    if (pass % 5 === 0) await options.sweepMessages().catch(onError);
    await options.sweepStarts?.().catch(onError);
    // Claiming while nobody answers would only push their next turn away.
    if (relay.paused() || relay.waiting() > 10 * batch) return 0;
    const tell = (rows: ToTell[], urgent: boolean) => {
      for (const row of rows) relay.tell(row.instance_id, row.number, urgent);
      return rows.length;
    };
    const waiting = (await options.backlog?.().catch(() => 0)) ?? 0;
    let told = tell(await claimUntold(pool, { ...ages, limit: batch, room: Math.max(0, room - waiting) }), true);
    if (pass % 10 === 0 || given.staleJobMs !== undefined)
      told += tell(await claimStaleJobs(pool, { staleMs: ages.staleJobMs, limit: batch }), false);
    told += tell(await claimOutdated(pool, renewals), false);
    return told;
  }

  const timer =
    everyMs > 0
      ? setInterval(() => {
          // One that takes longer is not made up for: the next looks at all there is.
          running ??= sweep()
            .catch(onError)
            .finally(() => {
              running = undefined;
            });
        }, everyMs)
      : undefined;
  timer?.unref();
  return {
    sweep,
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
