import type { Variables } from '../../../engine/contract/index.ts';
import { saveDraft as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { commandTask } from '../../views/task-command.ts';

export const saveDraft = endpoint(route, async (call) => {
  const draft = call.body.draft as Variables;
  const done = await commandTask(call, call.params.task, (task) => ({ type: 'saveDraft', task, draft }));
  return isRefusal(done) ? done : { savedAt: new Date(call.deps.now()).toISOString() };
});
