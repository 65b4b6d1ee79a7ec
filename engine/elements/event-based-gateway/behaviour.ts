import type { Behaviour } from '../../kernel/behaviour.ts';
import { outgoing, targetOf } from '../../kernel/leave.ts';
import { armingOfAll } from '../../kernel/wait.ts';
import type { EventBasedGatewayConfig } from './config.ts';

/** Waits for the events its flows lead to; the first one that happens is gone on at, the others wait no longer. */
export const behaviour: Behaviour<EventBasedGatewayConfig> = {
  activate(visit) {
    // Started by hand, a case that all of its events begin waits for each of them by itself.
    if (visit.config.parallel) {
      visit.complete();
      return undefined;
    }
    const events = outgoing(visit).map((flow) => targetOf(visit, flow));
    const armed = armingOfAll(events, visit);
    if (!armed.ok) return armed.failure;
    if (armed.value.length === 0) return { code: 'noEvent', message: 'None of its flows leads to an event it could wait for' };
    for (const each of armed.value) visit.arm(each);
    return undefined;
  },
  onTimer(visit, timer) {
    visit.continueAt(timer.element);
  },
  onCondition(visit, condition) {
    visit.continueAt(condition.element);
  },
  onMessage(visit, subscription, payload) {
    visit.continueAt(subscription.element, payload);
  },
};
