import type { Variables } from '../../contract/index.ts';
import type { StateDraft } from '../state-draft.ts';
import type { Applier } from './applier.ts';

export const stepUndoneV1: Applier<'stepUndone'> = (draft, fact) => {
  const { state } = draft;
  for (const [id, instance] of Object.entries(fact.elements)) {
    const kept = state.elements[id]?.variables;
    if (instance === null) draft.remove(Number(id));
    // A copy: the draft may change it, the fact stays as it is.
    else draft.put({ ...instance, ...(kept ? { variables: kept } : {}) });
  }
  for (const [id, change] of Object.entries(fact.variables)) restoreVariables(draft, Number(id), change);
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

function restoreVariables(draft: StateDraft, id: number, change: { set: Variables; unset: string[] } | null): void {
  const instance = draft.element(id);
  if (change === null) {
    delete instance.variables;
    return;
  }
  const variables = { ...instance.variables, ...change.set };
  for (const name of change.unset) delete variables[name];
  instance.variables = variables;
}
