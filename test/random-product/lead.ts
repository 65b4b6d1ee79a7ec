import { randomUUID } from 'node:crypto';
import { createRecord } from '../../api/contract/index.ts';
import { derivedId, derivedInstanceId } from '../../crm/derived-id.ts';
import { readCase } from '../../db/queries/read-case.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Actor, Command, CompiledPackage, InstanceState } from '../../engine/contract/index.ts';
import type { PackageStore } from '../../runtime/packages.ts';
import type { Random } from '../property/random.ts';
import { randomMove } from '../property/random-path.ts';
import { limits } from './limits.ts';
import type { RandomPackage } from './make-package.ts';
import { insist, type Person } from './people.ts';
import { send, type World } from './send.ts';

export interface Led {
  instanceId: string;
  /** Moves still to be made. */
  left: number;
}

/** Starts a case by its record, as the API does it: ids derive from the caller and his key. */
export async function start(world: World, random: Random, pkg: RandomPackage): Promise<Led | undefined> {
  const person = world.people.get(random.pick(['tomasz', 'olga', 'marta'])) as Person;
  const key = randomUUID();
  const commandId = `user:${person.actor.id}/${key}`;
  const place = `record:${person.actor.id}:${commandId}`;
  const instanceId = derivedInstanceId(pkg.key, place);
  const fields = { amount: random.int(0, 50), need: null, n: random.int(0, 9), key: `k${random.int(1, 9)}`, known: random.chance(0.7) };
  const { amount, ...rest } = fields;
  const title = `${pkg.key} ${key.slice(0, 8)}`;
  const of = { personId: null, organisationId: null, campaignId: null };
  const create = { title, owner: person.actor.id, team: person.actor.team ?? null, amount, ...of, fields: rest };
  const link = { alias: pkg.recordType, type: pkg.recordType, id: derivedId(place), relation: 'owns' as const };
  const command: Command = { type: 'start', variables: {}, records: [link] };
  const content = { command, packageKey: pkg.key, records: [{ ...link, create }] };
  const entry = world.journal.enter(commandId, { instanceId, command, actor: person.actor, content });
  const body = { type: pkg.recordType, title, fields };
  const made = await insist(world.journal, person, `start of ${instanceId}`, () =>
    person.client.call(createRecord, { body, idempotencyKey: key }),
  );
  if (!made) return undefined;
  entry.accepted = true;
  if (made.instanceId !== instanceId) throw new Error(`the case is ${made.instanceId}, ${instanceId} was expected`);
  return { instanceId, left: random.int(4, 16) };
}

/** One move on the case as it stands now; jobs and timers are the worker's. */
export async function move(
  world: World,
  random: Random,
  led: Led,
  source: { queryable: Queryable; packages: PackageStore; now: () => number },
): Promise<void> {
  const { case: found } = await readCase(source.queryable, led.instanceId, '');
  led.left -= 1;
  if (!found) return;
  // What has ended takes a late command or two, no more.
  if (found.state.status !== 'open') led.left = Math.min(led.left, 1);
  const pkg = await source.packages.byHash(found.package_hash);
  const { command, actor } = chosen(random, found.state, pkg, source.now());
  if (byWorker.has(command.type)) return;
  await send(world, led.instanceId, found, renamed(command, found.records[0]?.alias ?? ''), actor);
}

/** What jobs and timers come back with. */
const byWorker = new Set(['completeJob', 'failJob', 'advance']);
export const chief: Actor = { id: 'chief', roles: [], groups: [] };

function chosen(random: Random, state: InstanceState, pkg: CompiledPackage, now: number): { command: Command; actor: Actor } {
  if (state.suspended && random.chance(0.6)) return { command: { type: 'resume', reason: 'enough' }, actor: chief };
  const by = random.next();
  if (by < 0.02) return { command: { type: 'suspend', reason: 'wait' }, actor: chief };
  if (by < 0.04) return { command: { type: 'setVariables', reason: 'wrong', variables: { n: random.int(0, 9) } }, actor: chief };
  if (by < 0.06) return { command: { type: 'undo' }, actor: chief };
  const ctx = { now, actor: chief, packages: { [pkg.hash]: pkg }, records: [], calendars: {}, limits };
  for (let tries = 0; tries < 20; tries += 1) {
    const move = randomMove(random, state, ctx);
    // Reps do not see every case; a supervisor does.
    if (!byWorker.has(move.command.type))
      return random.chance(0.7) && !move.actor.id.startsWith('system:') ? { ...move, actor: chief } : move;
  }
  return { command: { type: 'advance' }, actor: chief };
}

/** The kernel's paths speak of a lead; here each package has a record type of its own. */
function renamed(command: Command, alias: string): Command {
  const text = JSON.stringify(command).replaceAll('"lead.', `"${alias}.`);
  return JSON.parse(text) as Command;
}
