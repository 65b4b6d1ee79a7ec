import type { TriggerBehaviour } from '../../kernel/behaviour.ts';
import type { CompensationConfig } from './config.ts';

/** Catching, it is found when its activity is compensated. Throwing, the event waits for what it asked for. */
export const behaviour: TriggerBehaviour<CompensationConfig> = {
  throw({ activity, wait }, visit) {
    visit.compensate(activity, wait);
    return undefined;
  },
};
