import { findCase } from '../../../db/queries/cases.ts';
import { findWalk } from '../../../db/queries/record-map.ts';
import { reachOf } from '../../access/policy.ts';
import { getCaseMap as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { mapOf } from '../../views/case-map.ts';

export const getCaseMap = endpoint(route, async ({ params, reader, deps }) => {
  const seen = await findCase(deps.db, reachOf(reader), params.instance);
  const walk = seen && (await findWalk(deps.db, seen.id));
  return walk ? mapOf(deps, reader, walk) : notFound('case');
});
