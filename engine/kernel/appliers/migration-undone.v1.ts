import type { Applier } from './applier.ts';
import { moveElement } from './move-element.ts';

export const migrationUndoneV1: Applier<'migrationUndone'> = (draft, fact) => {
  draft.state.packageHash = fact.to;
  for (const moved of fact.elements) moveElement(draft, moved);
  const incidents = { ...draft.state.incidents };
  for (const incident of fact.incidents) incidents[incident.id] = incident;
  draft.state.incidents = incidents;
  if (fact.noStage) delete draft.state.stage;
};
