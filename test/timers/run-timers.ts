import type { Variables } from '../../engine/contract/index.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { checkTimers, type TimerFindings } from './check-timers.ts';
import { timersPackage } from './timers-package.ts';

export interface TimersOptions {
  timers: number;
  perCase: number;
  say?: (line: string) => void;
}

export interface TimersResult extends TimerFindings {
  /** Seconds each part took. */
  seconds: { [part: string]: number };
  /** Timers that came while nothing ran, by restart. */
  missed: number[];
}

const day = 86_400_000;
/** From an hour to six years ahead, spread so that each restart finds its share: of ten timers of a case no two lie in one stretch of time. */
const farthest = 6 * 365 * day;
const startsAtATime = 16;

/**
 * Arms timers through the door, has Temporal arm its own, and three times ends worker and sweeper, lets years pass, and starts them again.
 * @returns what the tables and facts say of each timer.
 */
export async function runTimers({ timers, perCase, say = () => undefined }: TimersOptions): Promise<TimersResult> {
  const product = await startProduct({ packages: [timersPackage('timers', perCase)], worker: false, sweepEveryMs: 250 });
  const seconds: TimersResult['seconds'] = {};
  async function timed(part: string, work: () => Promise<unknown>): Promise<void> {
    const begun = performance.now();
    await work();
    seconds[part] = (performance.now() - begun) / 1000;
    say(`${part}: ${seconds[part].toFixed(1)} s`);
  }
  try {
    const begin = product.clock.now();
    await timed('armed through the door', () => arm(product, timers, perCase, begin));
    await timed('known to Temporal', async () => {
      await product.startWorker();
      await quiet(product, say);
    });
    const missed: number[] = [];
    for (const share of [0.1, 0.5, 1]) {
      const until = begin + share * farthest + day;
      await product.stopWorker();
      await product.moveClock(until - product.clock.now());
      const due = await countDue(product);
      missed.push(due);
      await timed(`${due} came while nothing ran, fired after the restart`, async () => {
        await product.startWorker();
        await quiet(product, say);
      });
    }
    return { ...(await checkTimers(product.database.pool)), seconds, missed };
  } finally {
    await product.close();
  }
}

async function arm(product: TestProduct, timers: number, perCase: number, begin: number): Promise<void> {
  const cases = Math.ceil(timers / perCase);
  const actor = { id: 'system:intake', roles: [], groups: [] };
  let next = 0;
  async function lane(): Promise<void> {
    for (let number = next++; number < cases; number = next++) {
      const variables: Variables = {};
      for (let n = 1; n <= perCase; n += 1) {
        // The golden ratio spreads them evenly, in another order in each case; whole seconds meet now and then.
        const at = begin + 3_600_000 + Math.floor((((number * perCase + n) * 0.618_033_988_75) % 1) * farthest);
        variables[`at${n}`] = new Date(Math.floor(at / 1000) * 1000).toISOString();
      }
      const instanceId = `timers-${number}`;
      const start = { instanceId, commandId: instanceId, packageKey: 'timers', variables, records: [], actor, bulk: true };
      const result = await product.door.startInstance(start);
      if (result.status !== 'done') throw new Error(JSON.stringify(result));
    }
  }
  await Promise.all(Array.from({ length: startsAtATime }, lane));
}

async function countDue(product: TestProduct): Promise<number> {
  const { rows } = await product.database.pool.query<{ count: number }>({
    text: `select count(*)::integer as count from timer, installation n
      where status = 'armed' and due_at <= clock_timestamp() + n.clock_offset_ms * interval '1 millisecond'`,
    values: [],
  });
  return rows[0]?.count ?? 0;
}

/** Waits until nothing is due and nothing untold. The worker's own sweeper does the work. */
async function quiet(product: TestProduct, say: (line: string) => void): Promise<void> {
  for (let calm = 0, told = performance.now(); calm < 2; ) {
    const { rows } = await product.database.pool.query<{ busy: boolean; unseen: number; due: number }>({
      text: `select unseen, due, unseen + due > 0 as busy from (select
        (select count(*)::integer from instance where seen_number < effect_number) as unseen,
        (select count(*)::integer from instance i, installation n where i.status = 'open'
          and i.due_at <= clock_timestamp() + n.clock_offset_ms * interval '1 millisecond') as due) counted`,
      values: [],
    });
    calm = rows[0]?.busy ? 0 : calm + 1;
    if (performance.now() - told > 15_000) {
      told = performance.now();
      say(`  cases not told yet: ${rows[0]?.unseen}, with something due: ${rows[0]?.due}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
