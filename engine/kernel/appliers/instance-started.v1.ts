import type { Applier } from './applier.ts';

export const instanceStartedV1: Applier<'instanceStarted'> = (draft, fact) => {
  draft.state.instanceId = fact.instanceId;
  draft.state.packageHash = fact.packageHash;
  draft.state.startedAt = fact.at;
  draft.state.records = fact.records;
  draft.put({
    id: fact.number,
    element: fact.process,
    process: fact.process,
    parent: null,
    lifecycle: 'active',
    activatedAt: fact.at,
    variables: fact.variables,
  });
};
