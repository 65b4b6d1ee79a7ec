import { getOwn, withOwn } from '../own.ts';
import type { Applier } from './applier.ts';

export const tokensJoinedV1: Applier<'tokensJoined'> = (draft, fact) => {
  const scope = draft.element(fact.scope);
  let waiting = getOwn(scope.arrived, fact.gateway) ?? {};
  for (const [flow, count] of Object.entries(fact.flows)) {
    waiting = withOwn(waiting, flow, (getOwn(waiting, flow) ?? 0) - count || undefined);
  }
  const left = withOwn(scope.arrived, fact.gateway, Object.keys(waiting).length > 0 ? waiting : undefined);
  if (Object.keys(left).length > 0) scope.arrived = left;
  else delete scope.arrived;
};
