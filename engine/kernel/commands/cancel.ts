import { clearScope } from '../scopes.ts';
import { closeWaits } from '../terminate.ts';
import type { Handler } from './handler.ts';
import { mustDirect } from './rights.ts';

/** Ends the case with everything in it. */
export const cancel: Handler<'cancel'> = (exec, { reason, outcome }) => {
  const denied = mustDirect(exec.ctx.actor, 'cancels a case', reason, 'Say why the case is cancelled');
  if (denied) return denied;
  const { root } = exec;
  clearScope(exec, root, 'cancelled');
  closeWaits(exec, root, 'cancelled');
  exec.emit({ type: 'instanceCancelled', version: 1, reason, ...(outcome === undefined ? {} : { outcome }) });
  return undefined;
};
