import { refuse } from '../rejection.ts';
import { clearScope } from '../scopes.ts';
import { closeWaits } from '../terminate.ts';
import type { Handler } from './handler.ts';
import { mayDirect } from './rights.ts';

/** Ends the case with everything in it. */
export const cancel: Handler<'cancel'> = (exec, { reason, outcome }) => {
  if (reason.trim() === '') return refuse('invalidCommand', 'Say why the case is cancelled');
  if (!mayDirect(exec.ctx.actor)) return refuse('forbidden', 'Only a supervisor cancels a case');
  const { root } = exec;
  clearScope(exec, root, 'cancelled');
  closeWaits(exec, root, 'cancelled');
  exec.emit({ type: 'instanceCancelled', version: 1, reason, ...(outcome === undefined ? {} : { outcome }) });
  return undefined;
};
