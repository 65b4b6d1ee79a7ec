import { chmodSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../db/database.ts';
import { createCalendars } from '../../runtime/calendars.ts';
import { createClock, moveClock } from '../../runtime/clock/index.ts';
import { createDoor } from '../../runtime/execute-command.ts';
import { inProcessDecider } from '../../runtime/in-process.ts';
import type { Findings } from '../chaos/checks.ts';
import { type Parts, startParts } from '../chaos/parts.ts';
import { Random } from '../property/random.ts';
import { startHook } from './hook.ts';
import { Journal } from './journal.ts';
import { killAtRandom } from './kills.ts';
import { type Led, move, start } from './lead.ts';
import { limits } from './limits.ts';
import { signInAll } from './people.ts';
import { checkPromises } from './promises.ts';
import { publishAll } from './publish.ts';
import { type Replayed, replay } from './replay.ts';
import { comeToRest, resumeAll } from './rest.ts';

export interface RunOptions {
  root: string;
  dataDir: string;
  packages: number;
  /** Of these, looked for among models that the rules of publishing let through. */
  sound: number;
  instances: number;
  kills: number;
  callers: number;
  seed: number;
  say: (line: string) => void;
}

export interface RunResult {
  /** One for each case, in the order of their ids. */
  replayed: Replayed[];
  findings: Findings;
  journal: Journal;
  kills: number;
  seconds: number;
}

const minute = 60_000;

/** Random packages published on a whole installation, their cases led by several callers while its parts are killed; then held against the kernel. */
export async function runRandomProduct(options: RunOptions): Promise<RunResult> {
  const started = Date.now();
  chmodSync(options.dataDir, 0o755);
  const hook = await startHook(options.seed);
  const parts = await startParts(options.root, options.dataDir, {
    WEBHOOK_PRIVATE_HOSTS: hook.host,
    CHAIN_HOPS: String(limits.hops),
    CHAIN_THROWS: String(limits.chain),
    OPEN_ELEMENTS: String(limits.open),
  });
  const database = openDatabase(parts.databaseUrl, { name: 'random product', connections: 12 });
  // Postgres goes away in the end, and idle connections of this process with it.
  database.pool.on?.('error', () => undefined);
  const clock = await createClock(database.pool);
  try {
    return await lead(options, started, { hook, parts, database, clock });
  } finally {
    await clock.close();
    await database.close();
    await parts.stop();
    await hook.close();
  }
}

interface Servers {
  hook: Awaited<ReturnType<typeof startHook>>;
  parts: Parts;
  database: ReturnType<typeof openDatabase>;
  clock: Awaited<ReturnType<typeof createClock>>;
}

async function lead(options: RunOptions, started: number, { hook, parts, database, clock }: Servers): Promise<RunResult> {
  const { say, seed, instances } = options;
  const { pool, db } = database;
  const random = new Random(seed);
  const people = await signInAll(parts.url);
  const journal = new Journal();
  const { rows } = await pool.query({
    text: `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'effect_kind_check'`,
    values: [],
  });
  const make = {
    hook: hook.url,
    date: new Date(clock.now() + 3 * 60 * minute).toISOString(),
    signals: String(rows[0]?.text).includes('broadcastSignal'),
  };
  const published = await publishAll({ people, db, random, count: options.packages, sound: options.sound, now: clock.now(), make });
  const { packages, store } = published;
  say(
    `${packages.length} packages: ${published.byRoute} by the route, the others past its rules; signals ${make.signals ? 'carried' : 'left out'}`,
  );
  const door = createDoor({ database, clock, decide: inProcessDecider, packages: store, limits });
  const world = { people, journal, door, signals: make.signals };
  const source = { queryable: pool, packages: store, now: clock.now };

  const active: Led[] = [];
  const ids: string[] = [];
  let begun = 0;
  let refusedStarts = 0;
  let leading = true;
  let killingOn = true;
  const caller = async (own: Random) => {
    // Until the last kill: a part killed at rest shows nothing.
    while (begun < instances || active.length > 0 || killingOn) {
      if (begun < instances ? active.length < 40 : killingOn && active.length < 8) {
        begun += 1;
        const led = await start(world, own, own.pick(packages));
        if (led) {
          active.push(led);
          ids.push(led.instanceId);
        } else if (refusedStarts < instances * 2) {
          // Its package would not begin so; another one, or other values.
          begun -= 1;
          refusedStarts += 1;
          continue;
        }
        if (begun % 100 === 0) say(`${begun} cases begun, ${journal.entries.size} commands sent, ${seconds(started)} s`);
        continue;
      }
      if (active.length === 0) {
        await pause(100);
        continue;
      }
      const led = own.pick(active);
      await move(world, own, led, source);
      if (led.left <= 0 && active.includes(led)) active.splice(active.indexOf(led), 1);
    }
  };
  const callers = Array.from({ length: options.callers }, (_, number) => caller(new Random(seed * 100 + number)));
  const killing = killAtRandom(parts, new Random(seed + 1), { kills: options.kills, between: [1_500, 4_500], say }).finally(() => {
    killingOn = false;
  });
  const moving = (async () => {
    const own = new Random(seed + 2);
    while (leading) {
      await moveClock(pool, own.int(1, 25) * minute);
      await clock.refresh();
      for (let waited = 0; waited < 16 && leading; waited += 1) await pause(250);
    }
  })();
  await Promise.all(callers);
  leading = false;
  const [{ made, unpassed }] = await Promise.all([killing, moving]);
  say(
    `led in ${seconds(started)} s: ${ids.length} cases, ${journal.entries.size} commands sent, ${refusedStarts} starts refused, ${made} deaths; not passed: ${unpassed.join(', ') || 'none'}`,
  );

  await resumeAll(world, pool);
  const left = await comeToRest(database, door, clock);
  await pause(5_000);
  say(`quiet after ${seconds(started)} s`);
  const findings = { 'not at rest': left, ...(await checkPromises(pool, parts.temporalAddress, journal, ids)) };
  const calendars = await createCalendars(db, clock.now).current();
  const replayed: Replayed[] = [];
  for (const id of [...ids].sort())
    replayed.push(await replay({ queryable: pool, packages: store, calendars, journal, hook: hook.url }, id));
  say(`jobs' web address answered ${[...hook.answers].map(([status, count]) => `${status}: ${count}`).join(', ')}`);
  return { replayed, findings, journal, kills: made, seconds: (Date.now() - started) / 1000 };
}

const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(0);
