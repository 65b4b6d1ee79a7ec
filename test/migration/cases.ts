import { randomUUID } from 'node:crypto';
import type { Actor, Command } from '../../engine/contract/index.ts';
import type { RuntimeDoor } from '../../runtime/execute-command.ts';
import { key, type Way, ways } from './two-versions.ts';

export const worker: Actor = { id: 'anna', roles: ['rep'], groups: ['sales'] };

export interface StartedCase {
  id: string;
  way: Way;
  order: string;
  /** Open tasks by element, as it was started. */
  number: number;
}

/** Starts `count` cases of the first version, in turn on each way, and brings some of each further: claimed, drafted, half joined. */
export async function startCases(
  door: RuntimeDoor,
  count: number,
  tasksOf: (id: string) => Promise<{ element: string; task: number }[]>,
): Promise<StartedCase[]> {
  const cases: StartedCase[] = [];
  const atATime = 8;
  for (let from = 0; from < count; from += atATime) {
    const part = Array.from({ length: Math.min(atATime, count - from) }, (_, offset) => from + offset);
    cases.push(...(await Promise.all(part.map((number) => startCase(door, number, tasksOf)))));
  }
  return cases;
}

async function startCase(
  door: RuntimeDoor,
  number: number,
  tasksOf: (id: string) => Promise<{ element: string; task: number }[]>,
): Promise<StartedCase> {
  const way = ways[number % ways.length] as Way;
  const id = `${key}-${String(number).padStart(4, '0')}-${randomUUID()}`;
  const order = `order-${id}`;
  const started = await door.startInstance({
    instanceId: id,
    commandId: `start-${id}`,
    packageKey: key,
    version: 1,
    variables: { way, order },
    records: [{ alias: 'lead', type: 'lead', id: randomUUID(), relation: 'owns', create: { title: `Lead ${number}`, fields: {} } }],
    actor: worker,
  });
  if (started.status !== 'done') throw new Error(`${id}: ${JSON.stringify(started)}`);
  const send = async (command: Command) => {
    const result = await door.executeCommand({ instanceId: id, commandId: `${id}-${randomUUID()}`, command, actor: worker });
    if (result.status !== 'done') throw new Error(`${id} ${command.type}: ${JSON.stringify(result)}`);
  };
  const tasks = await tasksOf(id);
  const turn = Math.floor(number / ways.length) % 3;
  const [own] = tasks;
  if (own && turn > 0) await send({ type: 'claim', task: own.task });
  if (own && turn === 2) await send({ type: 'saveDraft', task: own.task, draft: { note: `half ${number}` } });
  if (way === 'parallel' && turn === 1 && own) await send({ type: 'completeTask', task: own.task, values: {} });
  return { id, way, order, number };
}
