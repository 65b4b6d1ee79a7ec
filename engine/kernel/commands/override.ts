import type { Command } from '../../contract/index.ts';
import { refuse } from '../rejection.ts';
import type { Handler } from './handler.ts';
import { handle } from './index.ts';
import { mustDirect } from './rights.ts';

const overridable = new Set<Command['type']>([
  'completeTask',
  'claim',
  'unclaim',
  'assign',
  'saveDraft',
  'defer',
  'throwError',
  'changeRecord',
  'retryIncident',
]);

/** A supervisor does what another's rights or a stage's guard would forbid, and says why. */
export const override: Handler<'override'> = (exec, { reason, command }) => {
  const denied = mustDirect(exec.ctx.actor, 'overrides', reason, 'An override needs a reason');
  if (denied) return denied;
  if (!overridable.has(command.type)) return refuse('invalidCommand', `"${command.type}" cannot be overridden`);
  exec.manner.overridden = true;
  exec.cause = exec.emit({ type: 'overridden', version: 1, reason, command: command.type });
  return handle(exec, command);
};
