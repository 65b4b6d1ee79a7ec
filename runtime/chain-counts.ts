import { readLeft } from '../db/queries/chains.ts';
import type { Queryable } from '../db/queryable.ts';
import { type Chain, countedHop, type Effect, type Limits } from '../engine/contract/index.ts';
import { Lru } from './lru.ts';

interface Count {
  left: number;
  readAt: number;
  /** The rows themselves said that nothing is left. */
  spent: boolean;
}

/** Milliseconds for which a count is believed: a wide chain has a command for each of its cases, and counting reads all its rows. */
const freshMs = 1_000;

/**
 * What chains may still throw, as this process knows it: by the rows, at most a second old, less what it threw itself since. Other processes may
 * throw some more in that second; the limit is for what never ends.
 */
export class ChainCounts {
  private readonly counts = new Lru<string, Count>(10_000);

  /** `elapsed`: milliseconds of a clock that only goes forward. */
  constructor(
    private readonly limits: Limits,
    private readonly elapsed = () => performance.now(),
  ) {}

  /** By chain. That nothing is left is only ever said by the rows. */
  async left(queryable: Queryable, chains: string[]): Promise<{ [chain: string]: number }> {
    const now = this.elapsed();
    const missing = chains.filter((chain) => {
      const count = this.counts.get(chain);
      return !count || now - count.readAt >= freshMs || (count.left <= 0 && !count.spent);
    });
    const found = missing.length > 0 ? await readLeft(queryable, missing, { from: countedHop, limit: this.limits.chain }) : {};
    for (const chain of missing) this.counts.set(chain, { left: found[chain] ?? 0, readAt: now, spent: found[chain] === 0 });
    return Object.fromEntries(chains.map((chain) => [chain, Math.max(0, found[chain] ?? this.counts.get(chain)?.left ?? 0)]));
  }

  /** A job has started a case in this chain. */
  started(chain: Chain): void {
    const count = this.counts.get(chain.id);
    if (count) count.left -= 1;
  }

  /** A command that was committed has thrown these. */
  thrown(effects: Effect[]): void {
    for (const effect of effects) {
      if (effect.type !== 'broadcastSignal' && effect.type !== 'publishMessage') continue;
      const count = effect.chain && effect.chain.hops >= countedHop ? this.counts.get(effect.chain.id) : undefined;
      if (count) count.left -= 1;
    }
  }
}
