import type { Json, Variables } from '../../contract/index.ts';
import { refuse, refuseValues } from '../rejection.ts';
import type { Handler } from './handler.ts';
import { mustDirect } from './rights.ts';

/** An operator corrects variables, of the whole case or of one scope in it, and says why. Nothing is moved by it. */
export const setVariables: Handler<'setVariables'> = (exec, { reason, variables, scope }) => {
  const denied = mustDirect(exec.ctx.actor, 'corrects variables', reason, 'Say why the variables are corrected');
  if (denied) return denied;
  if (Object.keys(variables).length === 0) return refuse('invalidCommand', 'There are no variables to correct');
  const instance = exec.instance(scope ?? exec.root);
  if (!instance) return refuse('notFound', `There is no element instance ${scope} in the case`);
  const before: Variables = {};
  for (const name of Object.keys(variables)) {
    if (name.includes('.')) return refuse('invalidCommand', `"${name.slice(0, 50)}" is a field of a record: change the record`);
    if (instance.variables && Object.hasOwn(instance.variables, name)) before[name] = instance.variables[name] as Json;
  }
  exec.cause = exec.emit({ type: 'variablesCorrected', version: 1, scope: instance.id, reason, before });
  const failure = exec.data.setLocal(instance.id, variables);
  return failure && refuseValues(failure);
};
