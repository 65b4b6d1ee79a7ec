import type { Applier } from './applier.ts';
import { rememberTask } from './applier.ts';

export const taskCancelledV1: Applier<'taskCancelled'> = (draft, fact) => {
  delete draft.element(fact.elementInstance).task;
  rememberTask(draft.state, {
    elementInstance: fact.elementInstance,
    element: fact.element,
    how: 'cancelled',
    reason: fact.reason,
    actor: fact.actor,
    at: fact.at,
  });
};
