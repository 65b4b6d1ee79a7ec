import { listTasksByNumber } from '../../db/queries/task-row.ts';
import type { TaskRow } from '../contract/index.ts';
import type { TaskCall } from './task-command.ts';
import { taskRows } from './task-row.ts';

/** Steps that a command opened, as its reply names them. No step, no query. */
export async function nextTasks(
  call: TaskCall,
  done: { task: { instanceId: string }; reply: { [key: string]: unknown } },
): Promise<TaskRow[]> {
  const opened = Array.isArray(done.reply.tasks) ? done.reply.tasks.filter((each) => typeof each === 'number') : [];
  if (opened.length === 0) return [];
  const rows = await listTasksByNumber(call.deps.pool, done.task.instanceId, opened);
  return taskRows(call.deps, call.reader, rows);
}
