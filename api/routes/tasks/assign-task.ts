import { assignTask as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { commandTask } from '../../views/task-command.ts';

export const assignTask = endpoint(route, async (call) => {
  const { assignee, reason } = call.body;
  if (assignee !== null) {
    const colleague = (await call.deps.people.all()).get(assignee);
    if (!colleague?.active)
      return refuse(422, 'unknownUser', 'There is no active colleague with this id.', {
        fields: [{ path: 'assignee', code: 'option', message: 'Choose an active colleague.' }],
      });
  }
  const done = await commandTask(call, call.params.task, (task) => ({ type: 'assign', task, assignee, reason }));
  return isRefusal(done) ? done : { ok: true as const };
});
