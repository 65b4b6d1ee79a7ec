import { suspendInstance as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { operate } from '../../views/operate.ts';

export const suspendInstance = endpoint(route, (call) => {
  const { body } = call;
  return operate(call, call.params.instance, { type: 'suspend', reason: body.reason });
});
