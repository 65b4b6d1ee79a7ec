import type { Applier } from './applier.ts';

export const elementActivatedV3: Applier<'elementActivated', 3> = (draft, fact) => {
  draft.put({
    id: fact.number,
    element: fact.element,
    process: fact.process,
    ...(fact.packageHash === undefined ? {} : { packageHash: fact.packageHash }),
    parent: fact.parent,
    lifecycle: fact.parked ? 'activating' : 'active',
    activatedAt: fact.at,
    compensates: fact.compensates,
    ...(fact.variables === undefined ? {} : { variables: fact.variables }),
  });
  const holder = draft.element(fact.compensates);
  const run = holder.compensation;
  const entry = run?.steps.flat().find((each) => each.id === fact.entry);
  if (!run || !entry) throw new Error(`element instance ${fact.compensates} has no entry ${fact.entry} to compensate`);
  if (entry.inner) draft.element(fact.number).compensations = entry.inner;
  const steps = run.steps.map((step) => step.filter((each) => each.id !== fact.entry)).filter((step) => step.length > 0);
  holder.compensation = { ...run, steps };
};
