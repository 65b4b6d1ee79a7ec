import type { Database } from '../../db/database.ts';
import { findOpenOwner, findOpenTask } from '../../db/queries/crm-demo.ts';
import { addWorkingTime } from '../../engine/calendar/index.ts';
import type { Actor, CalendarDefinition, Command, CompleteTaskCommand, Variables } from '../../engine/contract/index.ts';
import type { CommandResult, Door } from '../../runtime/contract.ts';
import type { DemoClock } from './demo-clock.ts';
import { demoPeople } from './people.ts';

export interface DemoDeps {
  db: Database;
  /** Its clock is `clock`. */
  door: Door;
  clock: DemoClock;
  /** Does the open jobs of a case at once. */
  carryOut(instanceId: string): Promise<void>;
  /** Keeps a file and names it: `storageKey` and `sha256` of the file store. */
  storeFile(bytes: Buffer): Promise<{ storageKey: string; sha256: string }>;
  hashPassword(password: string): Promise<string>;
  onProgress?(line: string): void;
}

/** The demo company at work: everything it does goes through the door, at the moment the clock is set to. */
export class DemoWorld {
  readonly deps: DemoDeps;
  readonly calendar: CalendarDefinition;
  commands = 0;

  constructor(deps: DemoDeps, calendar: CalendarDefinition) {
    this.deps = deps;
    this.calendar = calendar;
  }

  get now(): number {
    return this.deps.clock.now();
  }

  /** Sets the clock to so many working minutes after `from`. */
  work(from: number, minutes: number): number {
    const at = addWorkingTime(this.calendar, from, `PT${Math.max(1, Math.round(minutes))}M`);
    this.deps.clock.moveTo(at);
    return at;
  }

  async send(instanceId: string, command: Command, actor: Actor): Promise<void> {
    this.commands += 1;
    const result = await this.deps.door.executeCommand({ instanceId, commandId: `demo:${instanceId}:${this.commands}`, command, actor });
    expectDone(result, `${command.type} of ${instanceId}`);
    await this.deps.carryOut(instanceId);
  }

  async complete(
    instanceId: string,
    element: string,
    by: string,
    completion: Partial<CompleteTaskCommand> & { values?: Variables },
  ): Promise<void> {
    const task = await findOpenTask(this.deps.db, instanceId, element);
    if (!task) throw new Error(`${instanceId} has no open task ${element}`);
    await this.send(instanceId, { type: 'completeTask', task: task.id, values: {}, ...completion }, actorOf(task.assignee ?? by));
  }

  /** Who has the task; the one given takes it from the pool when nobody has. */
  async claim(instanceId: string, element: string, by: string): Promise<void> {
    const task = await findOpenTask(this.deps.db, instanceId, element);
    if (task && task.assignee === null) await this.send(instanceId, { type: 'claim', task: task.id }, actorOf(by));
  }

  /** Fires what is due in a case at this moment. */
  async advance(instanceId: string): Promise<void> {
    this.commands += 1;
    const actor = { id: 'system:timer', roles: [], groups: [] };
    const result = await this.deps.door.executeCommand({
      instanceId,
      commandId: `demo:${instanceId}:${this.commands}`,
      command: { type: 'advance' },
      actor,
    });
    if (result.status === 'refused' && result.rejection.code === 'notYet') return;
    expectDone(result, `advance of ${instanceId}`);
    await this.deps.carryOut(instanceId);
  }

  async ownerOf(recordId: string): Promise<string> {
    const id = await findOpenOwner(this.deps.db, recordId);
    if (id === undefined) throw new Error(`no open case owns ${recordId}`);
    return id;
  }
}

export function expectDone(result: CommandResult, what: string): void {
  if (result.status !== 'done') throw new Error(`${what}: ${JSON.stringify(result)}`);
}

export function actorOf(id: string): Actor {
  const person = demoPeople.find((each) => each.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return { id, roles: person.roles, groups: [...person.teams, ...person.roles], ...(person.teams[0] ? { team: person.teams.at(-1) } : {}) };
}
