import { withOwn } from '../own.ts';
import type { Applier } from './applier.ts';

export const gatewayResetV1: Applier<'gatewayReset'> = (draft, fact) => {
  const scope = draft.element(fact.scope);
  const left = withOwn(scope.resetting, fact.gateway, fact.waiting ?? undefined);
  if (Object.keys(left).length > 0) scope.resetting = left;
  else delete scope.resetting;
};
