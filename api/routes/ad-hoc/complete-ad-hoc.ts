import { completeAdHoc as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { commandAdHoc } from '../../views/ad-hoc.ts';

export const completeAdHoc = endpoint(route, (call) =>
  commandAdHoc(call, call.params.scope, (scope) => ({ type: 'completeAdHoc', scope })),
);
