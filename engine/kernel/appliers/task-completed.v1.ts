import type { Applier } from './applier.ts';
import { rememberTask } from './applier.ts';

export const taskCompletedV1: Applier<'taskCompleted'> = (draft, fact) => {
  delete draft.element(fact.elementInstance).task;
  rememberTask(draft.state, {
    elementInstance: fact.elementInstance,
    element: fact.element,
    how: 'completed',
    ...(fact.outcome === undefined ? {} : { outcome: fact.outcome }),
    actor: fact.actor,
    at: fact.at,
  });
};
