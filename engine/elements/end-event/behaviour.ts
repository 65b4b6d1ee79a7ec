import type { Behaviour } from '../../kernel/behaviour.ts';
import { triggerOf } from '../../kernel/behaviours.ts';
import type { EndEventConfig } from './config.ts';

/** Throws what its trigger says, then the token is gone. A scope without tokens ends. */
export const behaviour: Behaviour<EndEventConfig> = {
  activate(visit) {
    const { trigger } = visit.element;
    const failure = trigger && triggerOf(trigger.kind).throw?.(trigger.config, visit);
    if (!failure && visit.alive && !visit.instance.compensation) visit.complete();
    return failure;
  },
};
