import { findRecord, findRecordOwner } from '../../../db/queries/record-detail.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { changeRecord as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, refuse } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';
import { checkFields } from '../../views/field-check.ts';
import { recordValues } from '../../views/form-view.ts';
import { checkReferences } from '../../views/reference-check.ts';

export const changeRecord = endpoint(route, async ({ params, body, reader, commandId, deps }) => {
  const reach = reachOf(reader);
  const owner = await findRecordOwner(deps.db, reach, params.record);
  if (!owner) return notFound('record');
  const patch = body.patch as Variables;
  const pkg = await deps.packages.ofRecordType(owner.type);
  const problems = pkg ? [...checkFields(pkg, owner.type, patch), ...(await checkReferences(deps.db, reach, pkg, owner.type, patch))] : [];
  if (problems.length > 0) return refuse(422, 'guard', 'Mend these fields.', { fields: problems });
  const result = await deps.door.changeRecord({
    recordId: params.record,
    commandId,
    patch,
    expectedVersion: body.version,
    reason: body.reason,
    actor: actorOf(reader),
  });
  if (result.status === 'done') return { version: result.recordVersion ?? body.version + 1 };
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
