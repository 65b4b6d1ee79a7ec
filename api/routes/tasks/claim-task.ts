import { claimTask as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { commandTask } from '../../views/task-command.ts';

export const claimTask = endpoint(route, async (call) => {
  const done = await commandTask(call, call.params.task, (task) => ({ type: 'claim', task }));
  return isRefusal(done) ? done : { ok: true as const };
});
