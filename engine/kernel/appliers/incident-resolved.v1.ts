import { nextLifecycle } from '../lifecycle.ts';
import type { Applier } from './applier.ts';

export const incidentResolvedV1: Applier<'incidentResolved'> = (draft, fact) => {
  const { [fact.incident]: resolved, ...left } = draft.state.incidents;
  draft.state.incidents = left;
  if (!resolved || fact.how !== 'retried') return;
  const { trigger, elementInstance } = resolved;
  const parked = trigger.elementInstance ?? elementInstance;
  if (parked === undefined || (trigger.kind !== 'activate' && trigger.kind !== 'complete') || !draft.has(parked)) return;
  const instance = draft.element(parked);
  const lifecycle = nextLifecycle(instance.lifecycle, 'resume');
  if (lifecycle !== 'gone') instance.lifecycle = lifecycle;
};
