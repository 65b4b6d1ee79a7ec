import type { Variables } from '../../../engine/contract/index.ts';
import { actorOf } from '../../access/reader.ts';
import { createRecord as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { derivedId } from '../../http/derived-id.ts';
import { refuse } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';
import { checkFields } from '../../views/field-check.ts';

export const createRecord = endpoint(route, async ({ body, reader, commandId, deps }) => {
  const { type, title, fields } = body;
  const pkg = await deps.packages.ofRecordType(type);
  if (!pkg) return refuse(422, 'unknownType', `No published process moves records of the type ${type}.`, { place: 'type' });
  const problems = checkFields(pkg, type, fields);
  if (problems.length > 0) return refuse(422, 'guard', 'Mend these fields.', { fields: problems });
  const id = derivedId('record', reader.id, commandId);
  const instanceId = `${type}-${id}`;
  const { owner, team, amount, personId, organisationId, campaignId, title: _title, ...rest } = fields as Variables;
  const columns = { owner, team, amount, personId, organisationId, campaignId } as { [column: string]: never };
  const result = await deps.door.startInstance({
    instanceId,
    commandId,
    packageKey: pkg.key,
    variables: {},
    records: [{ alias: type, type, id, relation: 'owns', create: { title, ...columns, owner: (owner as string | null) ?? reader.id, team: (team as string | null) ?? reader.teams[0] ?? null, fields: { source: 'hand', ...rest } } }],
    actor: actorOf(reader),
  });
  return result.status === 'done' ? { id, instanceId } : fromDoor(result);
});
