import { nextLifecycle } from '../lifecycle.ts';
import type { Applier } from './applier.ts';

export const incidentRaisedV1: Applier<'incidentRaised'> = (draft, fact) => {
  const { trigger, elementInstance } = fact.incident;
  draft.state.incidents = { ...draft.state.incidents, [fact.number]: { ...fact.incident, id: fact.number, raisedAt: fact.at } };
  const parked = trigger.elementInstance ?? elementInstance;
  if (parked === undefined || (trigger.kind !== 'activate' && trigger.kind !== 'complete')) return;
  const instance = draft.element(parked);
  const lifecycle = nextLifecycle(instance.lifecycle, trigger.kind === 'activate' ? 'parkActivating' : 'parkCompleting');
  if (lifecycle !== 'gone') instance.lifecycle = lifecycle;
};
