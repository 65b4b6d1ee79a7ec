import type { StartAt } from '../../../engine/contract/index.ts';
import { modifyInstance as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { operate } from '../../views/operate.ts';

export const modifyInstance = endpoint(route, (call) => {
  const { reason, cancel, start, drop } = call.body;
  return operate(call, call.params.instance, { type: 'modify', reason, cancel, start: start as StartAt[], drop });
});
