import type { Behaviour } from '../../kernel/behaviour.ts';
import { triggerOf } from '../../kernel/behaviours.ts';
import type { IntermediateThrowEventConfig } from './config.ts';

/** Throws what its trigger says and goes on. */
export const behaviour: Behaviour<IntermediateThrowEventConfig> = {
  activate(visit) {
    const { trigger } = visit.element;
    const failure = trigger && triggerOf(trigger.kind).throw?.(trigger.config, visit);
    if (!failure && visit.alive && !visit.instance.compensation) visit.complete();
    return failure;
  },
};
