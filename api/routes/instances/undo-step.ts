import { findCase } from '../../../db/queries/cases.ts';
import { reachOf } from '../../access/policy.ts';
import { undoStep as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { command } from '../../views/operate.ts';

export const undoStep = endpoint(route, async (call) => {
  const { body, deps, reader } = call;
  const { instance } = call.params;
  // Not for operators alone: whoever sees the case, with a record or without one. The kernel says whether the step was his.
  if (!(await findCase(deps.db, reachOf(reader), instance))) return notFound('case');
  return command(call, instance, { type: 'undo', step: body.step });
});
