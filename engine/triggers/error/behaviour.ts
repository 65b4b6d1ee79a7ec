import type { TriggerBehaviour } from '../../kernel/behaviour.ts';
import type { ErrorConfig } from './config.ts';

/** A catching error is found by who throws; a throwing one looks for it. Uncaught it is an incident, the instance stays. */
export const behaviour: TriggerBehaviour<ErrorConfig> = {
  throw(config, visit) {
    return visit.throwError({ code: config.code ?? '' });
  },
};
