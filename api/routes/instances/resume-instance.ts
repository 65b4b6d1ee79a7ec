import { resumeInstance as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { operate } from '../../views/operate.ts';

export const resumeInstance = endpoint(route, (call) => {
  const { body } = call;
  return operate(call, call.params.instance, { type: 'resume', reason: body.reason });
});
