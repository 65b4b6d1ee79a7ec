import { cancelInstance as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { operate } from '../../views/operate.ts';

export const cancelInstance = endpoint(route, (call) => {
  const { body } = call;
  return operate(call, call.params.instance, { type: 'cancel', reason: body.reason, outcome: body.outcome });
});
