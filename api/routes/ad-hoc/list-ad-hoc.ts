import { findOpenCase } from '../../../db/queries/case-access.ts';
import { reachOf } from '../../access/policy.ts';
import { listAdHoc as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { choicesIn } from '../../views/ad-hoc.ts';

export const listAdHoc = endpoint(route, async (call) => {
  const state = await findOpenCase(call.deps.db, reachOf(call.reader), call.params.case);
  return state ? { items: await choicesIn(call, state) } : notFound('case');
});
