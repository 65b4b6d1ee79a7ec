import type { TriggerBehaviour } from '../../kernel/behaviour.ts';
import type { EscalationConfig } from './config.ts';

/** A catching escalation is found by who throws. Uncaught it changes nothing: the history says so. */
export const behaviour: TriggerBehaviour<EscalationConfig> = {
  throw(config, visit) {
    visit.escalate({ code: config.code ?? '' });
    return undefined;
  },
};
