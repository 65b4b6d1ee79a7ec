import type { Applier } from './applier.ts';

export const elementActivatedV4: Applier<'elementActivated', 4> = (draft, fact) => {
  const holder = draft.element(fact.compensates);
  const run = holder.compensation;
  const entry = run?.steps.flat().find((each) => each.id === fact.entry);
  if (!run || !entry) throw new Error(`element instance ${fact.compensates} has no entry ${fact.entry} to compensate`);
  const { id, group, variables, inner } = entry;
  draft.put({
    id: fact.number,
    element: fact.element,
    process: fact.process,
    ...(fact.packageHash === undefined ? {} : { packageHash: fact.packageHash }),
    parent: fact.parent,
    lifecycle: 'active',
    activatedAt: fact.at,
    compensates: fact.compensates,
    undoes: { id, ...(group === undefined ? {} : { group }), ...(variables === undefined ? {} : { variables }) },
    ...(fact.variables === undefined ? {} : { variables: fact.variables }),
    ...(inner && fact.element === entry.element ? { compensations: inner } : {}),
  });
  const steps = run.steps.map((step) => step.filter((each) => each.id !== fact.entry)).filter((step) => step.length > 0);
  holder.compensation = { ...run, steps };
};
