import type { Variables } from '../../../engine/contract/index.ts';
import { setInstanceVariables as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { operate } from '../../views/operate.ts';

export const setInstanceVariables = endpoint(route, (call) => {
  const { reason, variables, scope } = call.body;
  return operate(call, call.params.instance, { type: 'setVariables', reason, variables: variables as Variables, scope });
});
