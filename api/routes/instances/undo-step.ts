import { undoStep as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { operate } from '../../views/operate.ts';

export const undoStep = endpoint(route, (call) => {
  const { body } = call;
  return operate(call, call.params.instance, { type: 'undo', step: body.step });
});
