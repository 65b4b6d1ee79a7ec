import { findRecordOwner } from '../../../db/queries/record-detail.ts';
import { findWalk } from '../../../db/queries/record-map.ts';
import { reachOf } from '../../access/policy.ts';
import { recordMap as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { mapOf } from '../../views/case-map.ts';

export const getMap = endpoint(route, async ({ params, reader, deps }) => {
  const owner = await findRecordOwner(deps.db, reachOf(reader), params.record);
  const walk = owner?.instanceId ? await findWalk(deps.db, owner.instanceId) : undefined;
  return walk ? mapOf(deps, reader, walk) : notFound('record');
});
