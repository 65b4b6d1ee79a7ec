import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../db/database.ts';
import { factsOf } from '../../db/queries/feed.ts';
import { compilerVersion } from '../../engine/model/index.ts';
import { createTestDatabase } from '../../test/helpers/postgres.ts';
import type { CommandResult } from '../contract.ts';
import type { Decider, DoorOptions } from '../door-context.ts';
import { createDoor, type RuntimeDoor } from '../execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../in-process.ts';
import { createPackageStore } from '../packages.ts';
import { testPackages } from './packages.ts';

export const anna = { id: 'anna', roles: ['rep'], groups: ['pre-sales', 'sales'] };
export const boris = { id: 'boris', roles: ['rep'], groups: ['pre-sales', 'sales'] };
export const maria = { id: 'maria', roles: ['supervisor'], groups: ['supervisor', 'sales', 'pre-sales'] };
export const timerActor = { id: 'system:timer', roles: [], groups: [] };

/** 2027-03-01 08:00 UTC, a Monday. */
const beginning = Date.UTC(2027, 2, 1, 8);

/** A database of its own with the test packages published, doors on it, and a clock that stands until it is moved. */
export async function openFixture(server?: string) {
  const { url, drop } = await createTestDatabase(server);
  const database = openDatabase(url, { connections: 12 });
  const clock = { at: beginning, now: () => clock.at };
  const told: [string, number][] = [];
  const packages = () => createPackageStore({ db: database.db, compile: inProcessCompiler(), compilerVersion });
  for (const { key, files } of testPackages) {
    const published = await packages().publish({ key, files, actor: null, now: clock.at });
    if (!published.ok) throw new Error(`${key}: ${JSON.stringify(published.findings)}`);
  }

  /** Each door stands for a process of its own: own cache, own packages. */
  function openDoor(options: Partial<DoorOptions> & { decide?: Decider } = {}): RuntimeDoor {
    return createDoor({
      database,
      clock,
      decide: inProcessDecider,
      packages: packages(),
      notifier: { committed: (instanceId, number) => told.push([instanceId, number]) },
      onBackgroundError: (error) => {
        throw error;
      },
      ...options,
    });
  }

  return {
    url,
    database,
    clock,
    told,
    openDoor,
    facts: (instanceId: string) => factsOf(database.pool, instanceId),
    tasks: (instanceId: string) =>
      database.db.selectFrom('user_task').selectAll().where('instance_id', '=', instanceId).orderBy('element_instance').execute(),
    record: (id: string) => database.db.selectFrom('record').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    async close() {
      await database.close();
      await drop();
    },
  };
}

export type Fixture = Awaited<ReturnType<typeof openFixture>>;

/** Waits, without a limit of its own, until it is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}

export function done(result: CommandResult): Extract<CommandResult, { status: 'done' }> {
  if (result.status !== 'done') throw new Error(`not done: ${JSON.stringify(result)}`);
  return result;
}

export function rejected(result: CommandResult) {
  if (result.status !== 'refused') throw new Error(`not refused: ${JSON.stringify(result)}`);
  return result.rejection;
}

/** Starts a case of a lead; returns the instance, its record, and the task it opens with. */
export async function startLead(fixture: Fixture, door: RuntimeDoor, packageKey = 'test-lead', fields = {}) {
  const instanceId = `${packageKey}-${randomUUID()}`;
  const recordId = randomUUID();
  done(
    await door.startInstance({
      instanceId,
      commandId: `start-${instanceId}`,
      packageKey,
      variables: {},
      records: [{ alias: 'lead', type: 'lead', id: recordId, relation: 'owns', create: { title: 'Kowal', owner: 'anna', fields } }],
      actor: anna,
    }),
  );
  const task = await openTask(fixture, instanceId);
  return { instanceId, recordId, task };
}

export async function openTask(fixture: Fixture, instanceId: string): Promise<number> {
  const open = (await fixture.tasks(instanceId)).filter((task) => task.status === 'open');
  if (open.length !== 1 || !open[0]) throw new Error(`${instanceId} has ${open.length} open tasks`);
  return open[0].element_instance;
}
