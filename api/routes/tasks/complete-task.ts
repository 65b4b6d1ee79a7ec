import type { Variables } from '../../../engine/contract/index.ts';
import { completeTask as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { nextTasks } from '../../views/next-tasks.ts';
import { commandTask } from '../../views/task-command.ts';

export const completeTask = endpoint(route, async (call) => {
  const { values, ...rest } = call.body;
  const done = await commandTask(call, call.params.task, (task) => ({ type: 'completeTask', task, values: values as Variables, ...rest }));
  return isRefusal(done) ? done : { ok: true as const, undoUntil: null, next: await nextTasks(call, done) };
});
