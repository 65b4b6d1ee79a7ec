import { findRecordOwner } from '../../../db/queries/record-detail.ts';
import { reachOf } from '../../access/policy.ts';
import { recordMap as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { walkView } from '../../views/walk-view.ts';

export const getMap = endpoint(route, async ({ params, reader, deps }) => {
  const owner = await findRecordOwner(deps.db, reachOf(reader), params.record);
  const walk = owner?.instanceId ? await walkView(deps, reader, owner.instanceId) : undefined;
  return walk ?? notFound('record');
});
