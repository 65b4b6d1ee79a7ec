import type { Armed, Behaviour } from '../../kernel/behaviour.ts';
import { triggerOf } from '../../kernel/behaviours.ts';
import { outgoing, targetOf } from '../../kernel/leave.ts';
import type { EventBasedGatewayConfig } from './config.ts';

/** Waits for the events its flows lead to; the first one that happens is gone on at, the others wait no longer. */
export const behaviour: Behaviour<EventBasedGatewayConfig> = {
  activate(visit) {
    const armed: Armed[] = [];
    for (const flow of outgoing(visit)) {
      const event = targetOf(visit, flow);
      const prepared = event.trigger && triggerOf(event.trigger.kind).arm?.(event.trigger.config, visit, event);
      if (prepared && !prepared.ok) return prepared.failure;
      if (prepared?.value) armed.push(prepared.value);
    }
    if (armed.length === 0) return { code: 'noEvent', message: 'None of its flows leads to an event it could wait for' };
    for (const each of armed) visit.arm(each);
    return undefined;
  },
  onTimer(visit, timer) {
    visit.continueAt(timer.element);
    return undefined;
  },
  onMessage(visit, subscription, payload) {
    visit.continueAt(subscription.element, payload);
    return undefined;
  },
};
