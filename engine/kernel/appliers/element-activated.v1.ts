import type { Applier } from './applier.ts';

export const elementActivatedV1: Applier<'elementActivated'> = (draft, fact) => {
  draft.put({
    id: fact.number,
    element: fact.element,
    process: fact.process,
    ...(fact.packageHash === undefined ? {} : { packageHash: fact.packageHash }),
    parent: fact.parent,
    lifecycle: fact.parked ? 'activating' : 'active',
    activatedAt: fact.at,
    ...(fact.flow === undefined ? {} : { flow: fact.flow }),
    ...(fact.variables === undefined ? {} : { variables: fact.variables }),
  });
};
