import type { Applier } from './applier.ts';

/** A round of a repeated activity: it stands in the instance that repeats, which counts it. */
export const elementActivatedV2: Applier<'elementActivated', 2> = (draft, fact) => {
  draft.put({
    id: fact.number,
    element: fact.element,
    process: fact.process,
    parent: fact.parent,
    lifecycle: fact.parked ? 'activating' : 'active',
    activatedAt: fact.at,
    loopCounter: fact.loopCounter,
    variables: fact.variables,
  });
  const body = draft.element(fact.parent);
  if (body.loop) body.loop = { ...body.loop, started: body.loop.started + 1 };
};
