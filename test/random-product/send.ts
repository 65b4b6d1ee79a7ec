import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  assignTask,
  cancelInstance,
  changeRecord,
  claimTask,
  completeTask,
  deferTask,
  publishMessage,
  type Route,
  resumeInstance,
  retryIncident,
  saveDraft,
  setInstanceVariables,
  suspendInstance,
  throwSignal,
  unclaimTask,
  undoStep,
} from '../../api/contract/index.ts';
import type { CaseRow } from '../../db/queries/read-case.ts';
import type { Actor, Command } from '../../engine/contract/index.ts';
import type { RuntimeDoor } from '../../runtime/execute-command.ts';
import type { Journal } from './journal.ts';
import { insist, loginOf, type People, type Person } from './people.ts';

export interface World {
  people: People;
  journal: Journal;
  /** A third process with a door of its own, beside API and worker: for commands that have no route. */
  door: RuntimeDoor;
  /** Signals go to all cases by a route of their own; otherwise to one, through the door. */
  signals: boolean;
}

interface Call {
  route: Route;
  params?: object;
  body?: object;
  /** As the route makes it of the body. */
  command: Command;
  /** What the hash is taken of, where it is not the command. */
  content?: unknown;
}

/** Sends what somebody does to a case by its route in the API, or through the door where there is none. */
export async function send(world: World, instanceId: string, found: CaseRow, command: Command, actor: Actor): Promise<void> {
  const person = world.people.get(loginOf[actor.id] ?? '') as Person;
  if (command.type === 'deliverMessage') return publish(world, command);
  if (command.type === 'deliverSignal' && world.signals) return signal(world, command);
  const call = callOf(instanceId, found, command);
  if (!call) return throughDoor(world, instanceId, command, person?.actor ?? actor);
  const key = randomUUID();
  const { route, params, body } = call;
  const entry = world.journal.enter(`user:${person.actor.id}/${key}`, {
    ...{ instanceId, command: call.command, actor: person.actor, content: call.content ?? call.command },
  });
  const input = { params, body, idempotencyKey: key } as never;
  const answer = await insist(world.journal, person, `${command.type} of ${instanceId}`, () =>
    person.client.call(route as Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>, input),
  );
  entry.accepted = answer !== undefined;
}

function callOf(instanceId: string, found: CaseRow, command: Command): Call | undefined {
  if (command.type === 'changeRecord') {
    const [record] = found.records;
    if (!record) return undefined;
    const own = { ...command, alias: record.alias, expectedVersion: record.version };
    const content = { recordId: record.id, patch: command.patch, expectedVersion: record.version };
    const body = { patch: command.patch, version: record.version };
    return { route: changeRecord as unknown as Route, params: { record: record.id }, body, command: own, content };
  }
  const ofCase = routes[command.type];
  if (ofCase) {
    const { type: _, ...body } = command;
    return { route: ofCase, params: { instance: instanceId }, body, command };
  }
  if (command.type === 'retryIncident') {
    const params = { incident: `${instanceId}:${command.incident}` };
    return { route: retryIncident as unknown as Route, params, body: { variables: command.variables }, command };
  }
  return 'task' in command ? taskCall(instanceId, command) : undefined;
}

const routes: { [type: string]: Route } = {
  cancel: cancelInstance as unknown as Route,
  suspend: suspendInstance as unknown as Route,
  resume: resumeInstance as unknown as Route,
  setVariables: setInstanceVariables as unknown as Route,
  undo: undoStep as unknown as Route,
};

function taskCall(instanceId: string, command: Extract<Command, { task: number }>): Call | undefined {
  const params = { task: `${instanceId}:${command.task}` };
  const call = (route: unknown, body?: object): Call => ({ route: route as Route, params, body, command });
  switch (command.type) {
    case 'completeTask': {
      const { outcome, values, checklist, evidence } = command;
      return call(completeTask, { outcome, values, checklist, evidence });
    }
    case 'claim':
      return call(claimTask);
    case 'unclaim':
      return call(unclaimTask, {});
    case 'assign': {
      const assignee = command.assignee === null ? null : (loginOf[command.assignee] ?? command.assignee);
      return { ...call(assignTask, { assignee, reason: command.reason }), command: { ...command, assignee } };
    }
    case 'saveDraft':
      return call(saveDraft, { draft: command.draft });
    case 'defer':
      return call(deferTask, { until: new Date(command.followUpAt).toISOString(), reason: command.reason });
    default:
      return undefined;
  }
}

async function publish({ people, journal }: World, command: Extract<Command, { type: 'deliverMessage' }>): Promise<void> {
  const adam = people.get('adam') as Person;
  const { messageId, name, correlationKey: key, payload } = command;
  const id = `${messageId}-${randomUUID()}`;
  // Some find nobody and are held, or expire at once.
  const timeToLive = id.charCodeAt(id.length - 1) % 3 === 0 ? 'PT0S' : 'PT3H';
  await insist(journal, adam, `message ${id}`, () => adam.client.call(publishMessage, { body: { id, name, key, payload, timeToLive } }));
}

/** To every case that waits for it now, not to this one alone. */
async function signal({ people, journal }: World, command: Extract<Command, { type: 'deliverSignal' }>): Promise<void> {
  const adam = people.get('adam') as Person;
  const { signalId, name, payload } = command;
  const id = `${signalId}-${randomUUID()}`;
  await insist(journal, adam, `signal ${id}`, () => adam.client.call(throwSignal, { body: { id, name, payload } }));
}

async function throughDoor({ door, journal }: World, instanceId: string, command: Command, actor: Actor): Promise<void> {
  const commandId = `test:${randomUUID()}`;
  const entry = journal.enter(commandId, { instanceId, command, actor, content: command });
  try {
    const result = await door.executeCommand({ instanceId, commandId, command, actor });
    entry.accepted = result.status === 'done';
    if (result.status === 'refused') journal.refuse(result.rejection.code);
  } catch (error) {
    journal.faults.push(`${command.type} of ${instanceId} through the door: ${(error as Error).message}`);
  }
}
