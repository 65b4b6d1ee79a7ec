import { getOwn, withOwn } from '../own.ts';
import type { Applier } from './applier.ts';

export const tokenArrivedV1: Applier<'tokenArrived'> = (draft, fact) => {
  const scope = draft.element(fact.scope);
  const waiting = getOwn(scope.arrived, fact.gateway);
  scope.arrived = withOwn(scope.arrived, fact.gateway, withOwn(waiting, fact.flow, (getOwn(waiting, fact.flow) ?? 0) + 1));
};
