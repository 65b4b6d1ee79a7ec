import type { Behaviour } from '../../kernel/behaviour.ts';
import { waitForOthers } from '../../triggers/multiple/begin.ts';
import { receivedBy } from '../../triggers/multiple/received.ts';
import type { StartEventConfig } from './config.ts';

/** By the time a token stands here its trigger has happened: it passes at once. Only a case that several events start together waits here. */
export const behaviour: Behaviour<StartEventConfig> = {
  activate(visit) {
    return receivedBy(visit.instance, visit.element) ? waitForOthers(visit) : void visit.complete();
  },
  onMessage(visit, _subscription, payload) {
    visit.complete(payload);
  },
  onTimer(visit) {
    visit.complete();
  },
};
