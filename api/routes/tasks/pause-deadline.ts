import { pauseDeadline as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { commandTask } from '../../views/task-command.ts';

export const pauseDeadline = endpoint(route, async (call) => {
  const { reason } = call.body;
  const done = await commandTask(call, call.params.task, (task) => ({ type: 'pauseDeadline', task, reason }));
  return isRefusal(done) ? done : { ok: true as const };
});
