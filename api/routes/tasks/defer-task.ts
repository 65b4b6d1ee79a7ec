import { deferTask as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { futureInstant } from '../../http/instant.ts';
import { isRefusal } from '../../http/refusal.ts';
import { commandTask } from '../../views/task-command.ts';

export const deferTask = endpoint(route, async (call) => {
  const followUpAt = futureInstant(call.body.until, 'until', call.deps.now());
  if (isRefusal(followUpAt)) return followUpAt;
  const { reason } = call.body;
  const done = await commandTask(call, call.params.task, (task) => ({ type: 'defer', task, followUpAt, reason }));
  return isRefusal(done) ? done : { ok: true as const };
});
