import type { Behaviour } from '../../kernel/behaviour.ts';
import { waitForTrigger } from '../../kernel/wait.ts';
import type { IntermediateCatchEventConfig } from './config.ts';

/** Waits for its trigger. A cycle fires here once. */
export const behaviour: Behaviour<IntermediateCatchEventConfig> = {
  activate: waitForTrigger,
  onTimer(visit) {
    visit.complete();
  },
  onMessage(visit, _subscription, payload) {
    visit.complete(payload);
  },
};
