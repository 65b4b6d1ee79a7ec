import type { ElementInstance, SubscriptionState } from '../../contract/index.ts';
import { happen, isRepeatable } from '../dispatch.ts';
import type { Execution } from '../execution.ts';
import { refuse, refuseValues } from '../rejection.ts';
import type { Handler } from './handler.ts';

/** A message for this instance: the oldest subscription to its name and key takes it. A message already taken is taken once. */
export const deliverMessage: Handler<'deliverMessage'> = (exec, command) => {
  const { messageId, name, correlationKey, payload } = command;
  if (exec.state.seenMessages.includes(messageId)) {
    exec.reply.repeated = true;
    return undefined;
  }
  const found = find(exec, command);
  if (!found) {
    const params = { name, correlationKey };
    return refuse('messageNotExpected', `Nothing here waits for the message "${name}" with the key "${correlationKey}"`, { params });
  }
  const failure = exec.data.unfit(found.instance.id, payload);
  if (failure) return refuseValues(failure);
  const { instance, subscription } = found;
  exec.cause = exec.emit({ type: 'messageReceived', version: 1, messageId, name, correlationKey, elementInstance: instance.id });
  if (!isRepeatable(exec, instance.id, subscription.element)) {
    exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance: instance.id, subscription: subscription.id });
  }
  exec.reply.element = subscription.element;
  happen(exec, instance.id, { subscription, payload });
  return undefined;
};

function find(
  exec: Execution,
  wanted: { name: string; correlationKey: string; subscription?: number },
): { instance: ElementInstance; subscription: SubscriptionState } | null {
  let found: { instance: ElementInstance; subscription: SubscriptionState } | null = null;
  for (const instance of Object.values(exec.state.elements)) {
    for (const subscription of instance.subscriptions ?? []) {
      if (wanted.subscription !== undefined && subscription.id !== wanted.subscription) continue;
      if (
        subscription.kind === 'signal' ||
        subscription.messageName !== wanted.name ||
        subscription.correlationKey !== wanted.correlationKey
      )
        continue;
      if (!found || subscription.id < found.subscription.id) found = { instance, subscription };
    }
  }
  return found;
}
