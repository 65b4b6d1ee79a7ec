import { setTimeout as pause } from 'node:timers/promises';
import type { OpenDatabase } from '../../db/database.ts';
import { countUnquiet } from '../../db/queries/carry.ts';
import { readCase } from '../../db/queries/read-case.ts';
import { type Clock, moveClock } from '../../runtime/clock/index.ts';
import { chief } from './lead.ts';
import { send, type World } from './send.ts';

type Idle = { idle(): Promise<void> };

const hour = 3_600_000;

/** Lets whatever waits for a time have it: alerts, rests, messages' times to live. @returns what did not come to rest. */
export async function comeToRest(database: OpenDatabase, door: Idle, clock: Clock): Promise<string[]> {
  const left: string[] = [];
  for (const hours of [0, 4, 26, 26]) {
    if (hours > 0) await moveClock(database.pool, hours * hour);
    await clock.refresh();
    const rest = await quiet(database, door);
    if (rest) left.push(`${hours} hours later: ${rest}`);
  }
  return left;
}

/** Jobs of suspended cases wait as long as they are suspended. */
export async function resumeAll(world: World, pool: OpenDatabase['pool']): Promise<void> {
  const { rows } = await pool.query<{ id: string }>({
    text: `select id from instance where status = 'open' and state ? 'suspended' order by id`,
    values: [],
  });
  for (const { id } of rows) {
    const { case: found } = await readCase(pool, id, '');
    if (found) await send(world, id, found, { type: 'resume', reason: 'enough' }, chief);
  }
}

/** What does not become less for so long will not come to rest: it goes round. However much there is, it may take its time. */
const noLessMs = 300_000;

/** Waits until nothing is left to carry; says what is when it does not become less any more. */
async function quiet({ pool }: OpenDatabase, door: Idle): Promise<string | undefined> {
  let least = Number.POSITIVE_INFINITY;
  let since = Date.now();
  for (let still = 0; still < 3; ) {
    await door.idle();
    const left = await countUnquiet(pool);
    const all = Object.values(left).reduce((sum, count) => sum + count, 0);
    still = all === 0 ? still + 1 : 0;
    if (all < least) [least, since] = [all, Date.now()];
    if (Date.now() - since > noLessMs) return JSON.stringify(left);
    await pause(1_000);
  }
  return undefined;
}
