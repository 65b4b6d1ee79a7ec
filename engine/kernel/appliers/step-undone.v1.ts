import type { Applier } from './applier.ts';

export const stepUndoneV1: Applier<'stepUndone'> = (draft, fact) => {
  const { state } = draft;
  for (const [id, instance] of Object.entries(fact.elements)) {
    if (instance === null) draft.remove(Number(id));
    // A copy: the draft may change it, the fact stays as it is.
    else draft.put({ ...instance });
  }
  const incidents = { ...state.incidents };
  for (const [id, incident] of Object.entries(fact.incidents)) {
    if (incident === null) delete incidents[id];
    else incidents[id] = incident;
  }
  state.incidents = incidents;
  const properties = state as unknown as { [property: string]: unknown };
  for (const [property, value] of Object.entries(fact.state)) {
    if (value === null) delete properties[property];
    else properties[property] = value;
  }
};
