import type { Behaviour } from '../../kernel/behaviour.ts';
import { waitForTrigger } from '../../kernel/wait.ts';
import type { ReceiveTaskConfig } from './config.ts';

/** Waits for its message. */
export const behaviour: Behaviour<ReceiveTaskConfig> = {
  activate: waitForTrigger,
  onMessage(visit, _subscription, payload) {
    visit.complete(payload);
  },
};
