import { nextHop, type Variables } from '../contract/index.ts';
import { throwInChain } from './chain.ts';
import { happen, isRepeatable } from './dispatch.ts';
import type { Execution } from './execution.ts';
import type { Failure } from './failure.ts';
import { checkAddress } from './keepable.ts';

/**
 * Throws a signal. Within this instance it travels behind the tokens that are moving already, so that parallel paths that come to wait at
 * the same moment get it whichever was drawn first; other instances, and the processes it starts, are told by an effect. Not thrown, and a
 * failure, when its chain would become too long.
 */
export function broadcast(exec: Execution, { name, payload }: { name: string; payload: Variables }): Failure | undefined {
  const failure = checkAddress('signal', name) ?? exec.data.unsent(payload) ?? throwInChain(exec, `signal "${name}"`);
  if (failure) return failure;
  const { chain } = exec;
  const signalId = `${exec.state.instanceId}:${exec.nextNumber}`;
  exec.cause = exec.emit({ type: 'signalThrown', version: 1, signalId, name, payload });
  exec.effect({ type: 'broadcastSignal', signalId, name, payload, ...(chain ? { chain } : {}) });
  // In a suspended case nothing is moved by it until that goes on; whoever else waits for it does not wait.
  if (exec.state.suspended) exec.emit({ type: 'signalHeld', version: 1, name, payload });
  else exec.spread({ name, payload, cause: exec.cause, chain: nextHop(chain, signalId) });
  return undefined;
}

/** Lets the signal happen at each subscription to it, in the order they were opened. How many there were. */
export function receive(exec: Execution, name: string, payload: Variables): number {
  const waiting = Object.values(exec.state.elements).flatMap((instance) =>
    (instance.subscriptions ?? [])
      .filter((each) => each.kind === 'signal' && each.messageName === name)
      .map((subscription) => ({ host: instance.id, subscription })),
  );
  waiting.sort((one, other) => one.subscription.id - other.subscription.id);
  const { cause } = exec;
  for (const { host, subscription } of waiting) {
    // One before it may have ended what waited.
    if (!exec.instance(host)?.subscriptions?.some((each) => each.id === subscription.id)) continue;
    exec.cause = cause;
    if (!isRepeatable(exec, host, subscription.element)) {
      exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance: host, subscription: subscription.id });
    }
    happen(exec, host, { subscription, payload });
  }
  return waiting.length;
}
