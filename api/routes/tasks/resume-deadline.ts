import { resumeDeadline as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { commandTask } from '../../views/task-command.ts';

export const resumeDeadline = endpoint(route, async (call) => {
  const done = await commandTask(call, call.params.task, (task) => ({ type: 'resumeDeadline', task }));
  return isRefusal(done) ? done : { ok: true as const };
});
