import type { TriggerBehaviour } from '../../kernel/behaviour.ts';
import type { CancelConfig } from './config.ts';

/** Cancels the transaction around it. */
export const behaviour: TriggerBehaviour<CancelConfig> = {
  throw(_config, visit) {
    return visit.cancelTransaction();
  },
};
