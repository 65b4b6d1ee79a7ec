import { findRecord, findRecordOwner } from '../../../db/queries/record-detail.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { changeRecord as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, refuse } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';
import { recordValues } from '../../views/form-view.ts';

export const changeRecord = endpoint(route, async ({ params, body, reader, commandId, deps }) => {
  const reach = reachOf(reader);
  const owner = await findRecordOwner(deps.db, reach, params.record);
  if (!owner) return notFound('record');
  if (!owner.instanceId || !owner.alias) return refuse(409, 'noCase', 'No process owns this record, so nothing can check the change.');
  const patch = body.patch as Variables;
  const result = await deps.door.executeCommand({
    instanceId: owner.instanceId,
    commandId,
    command: { type: 'changeRecord', alias: owner.alias, patch, expectedVersion: body.version, reason: body.reason },
    actor: actorOf(reader),
    expectedRecordVersion: body.version,
  });
  if (result.status === 'done') return { version: (await findRecordOwner(deps.db, { ...reach, all: true }, params.record))?.version ?? body.version + 1 };
  const refusal = fromDoor(result);
  if (refusal.problem.code !== 'recordConflict') return refusal;
  const stored = await findRecord(deps.db, reach, params.record);
  if (!stored) return refusal;
  const { title, team, amount, personId, organisationId, campaignId, version } = stored;
  const values = recordValues({ title, owner: stored.owner, team, amount, personId, organisationId, campaignId }, stored.fields);
  const theirs = Object.fromEntries(Object.keys(patch).map((field) => [field, values.get(field) ?? null]));
  refusal.problem.params = { ...refusal.problem.params, yours: patch, stored: theirs, version };
  return refusal;
});
