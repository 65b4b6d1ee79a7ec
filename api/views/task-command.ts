import type { Transaction } from '../../db/database.ts';
import { findAnyTask, findTask, type TaskAccess, type TaskKey } from '../../db/queries/task-access.ts';
import type { Command } from '../../engine/contract/index.ts';
import { reachOf } from '../access/policy.ts';
import { actorOf, type Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import { parseNumberedId } from '../http/numbered-id.ts';
import { isRefusal, notFound, type Refusal } from '../http/refusal.ts';
import { fromDoor } from '../http/rejection.ts';

export interface TaskCall {
  reader: Reader;
  deps: ApiContext;
  commandId: string;
}

/** The task as the reader may see it; what he may not see does not exist for him. */
export async function seenTask(call: TaskCall, id: string): Promise<TaskAccess | Refusal> {
  const key = parseNumberedId(id);
  const task =
    key &&
    (await findTask(call.deps.db, call.deps.pool, reachOf(call.reader), { instanceId: key.instanceId, elementInstance: key.number }));
  return task ?? notFound('task');
}

/** Sends a command on a task through the door; a refusal says who holds it, or how, when and by whom it ended. */
export async function commandTask(
  call: TaskCall,
  id: string,
  command: (task: number) => Command,
  alongside?: (trx: Transaction, task: TaskAccess) => Promise<void>,
): Promise<{ task: TaskAccess; reply: { [key: string]: unknown } } | Refusal> {
  const task = await seenTask(call, id);
  if (isRefusal(task)) return task;
  const result = await call.deps.door.executeCommand({
    instanceId: task.instanceId,
    commandId: call.commandId,
    command: command(task.elementInstance),
    actor: actorOf(call.reader),
    alongside: alongside && ((trx) => alongside(trx, task)),
  });
  if (result.status === 'done') return { task, reply: result.reply };
  const refusal = fromDoor(result);
  return refusal.status === 409 ? explain(call, task, refusal) : refusal;
}

/** Codes of refusals that mean: somebody else was there first. */
const overtaken = new Set(['taskNotOpen', 'notYours', 'alreadyClaimed', 'endedByDeadline', 'instanceEnded']);

async function explain(call: TaskCall, key: TaskKey, refusal: Refusal): Promise<Refusal> {
  const { problem } = refusal;
  if (!overtaken.has(problem.code)) return refusal;
  const task = await findAnyTask(call.deps.pool, key);
  if (!task) return refusal;
  const person = await call.deps.people.namer();
  const by = person(task.status === 'open' ? task.assignee : task.endedBy);
  const at = (task.status === 'open' ? task.claimedAt : task.endedAt)?.toISOString() ?? null;
  problem.params = { ...problem.params, status: task.status, holder: by, by, at, outcome: task.outcome, reason: task.endedReason };
  problem.message = sentence(task, by?.name, at) ?? problem.message;
  return refusal;
}

function sentence(task: TaskAccess, name: string | undefined, at: string | null): string | undefined {
  const when = at ? ` at ${at}` : '';
  if (task.status === 'open') return name && `${name} has this task${at ? ` since ${at}` : ''}.`;
  if (task.status === 'completed')
    return `${name ?? 'Somebody'} completed this task${when}${task.outcome ? ` with the result "${task.outcome}"` : ''}.`;
  return `This task ended${when}${task.endedReason ? ` (${task.endedReason})` : ''}.`;
}
