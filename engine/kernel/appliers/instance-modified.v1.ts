import { withOwn } from '../own.ts';
import type { Applier } from './applier.ts';

/** What is cancelled and started is told by facts of their own; only dropped tokens have none. */
export const instanceModifiedV1: Applier<'instanceModified'> = (draft, fact) => {
  for (const { scope: id, gateway } of fact.dropped) {
    const scope = draft.element(id);
    const left = withOwn(scope.arrived, gateway, undefined);
    if (Object.keys(left).length > 0) scope.arrived = left;
    else delete scope.arrived;
  }
};
