import { refuse, refuseValues } from '../rejection.ts';
import { receive } from '../signals.ts';
import type { Handler } from './handler.ts';

/** A signal from another instance or from outside: everything here that waits for it gets it, once. */
export const deliverSignal: Handler<'deliverSignal'> = (exec, { signalId, name, payload }) => {
  if (exec.state.seenMessages.includes(signalId)) {
    exec.reply.repeated = true;
    return undefined;
  }
  const failure = exec.data.admit(Object.entries(payload), new Map([[exec.root, payload]]));
  if (failure) return refuseValues(failure);
  exec.cause = exec.emit({ type: 'signalReceived', version: 1, signalId, name });
  const received = receive(exec, name, payload);
  if (received > 0) {
    exec.reply.received = received;
    return undefined;
  }
  return refuse('messageNotExpected', `Nothing here waits for the signal "${name}"`, { params: { name } });
};
