import type { Behaviour } from '../../kernel/behaviour.ts';
import type { StartEventConfig } from './config.ts';

/** By the time a token stands here its trigger has happened: it passes at once. */
export const behaviour: Behaviour<StartEventConfig> = {
  // Only a case that several events start together waits here.
  onMessage(visit, _subscription, payload) {
    visit.complete(payload);
    return undefined;
  },
  onTimer(visit) {
    visit.complete();
    return undefined;
  },
};
