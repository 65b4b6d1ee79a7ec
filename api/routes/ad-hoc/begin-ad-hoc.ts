import { beginAdHoc as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { commandAdHoc } from '../../views/ad-hoc.ts';

export const beginAdHoc = endpoint(route, (call) =>
  commandAdHoc(call, call.params.scope, (scope) => ({ type: 'startAdHoc', scope, element: call.body.element })),
);
