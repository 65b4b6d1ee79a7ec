import type { Applier } from './applier.ts';
import { moveElement } from './move-element.ts';

export const instanceMigratedV1: Applier<'instanceMigrated'> = (draft, fact) => {
  draft.state.packageHash = fact.to;
  for (const moved of fact.elements) moveElement(draft, moved);
  const incidents = { ...draft.state.incidents };
  for (const [id, element] of Object.entries(fact.incidentElements)) {
    const incident = incidents[id];
    if (incident) incidents[id] = { ...incident, element };
  }
  draft.state.incidents = incidents;
};
