import { listOpenTasksOfInstance } from '../../db/queries/task-reading.ts';
import type { TaskRow } from '../contract/index.ts';
import type { TaskCall } from './task-command.ts';
import { taskRows } from './task-row.ts';

/** Steps that are open in the case after a command. */
export async function nextTasks(call: TaskCall, done: { task: { instanceId: string } }): Promise<TaskRow[]> {
  const rows = await listOpenTasksOfInstance(call.deps.db, done.task.instanceId);
  return taskRows(call.deps, call.reader, rows);
}
