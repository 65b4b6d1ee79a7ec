import { derivedId, derivedInstanceId } from '../../../crm/derived-id.ts';
import type { Json, Variables } from '../../../engine/contract/index.ts';
import type { NewRecord } from '../../../runtime/contract.ts';
import { reachOf } from '../../access/policy.ts';
import { actorOf } from '../../access/reader.ts';
import { createRecord as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { refuse } from '../../http/refusal.ts';
import { fromDoor } from '../../http/rejection.ts';
import { checkFields } from '../../views/field-check.ts';
import { nextTasks } from '../../views/next-tasks.ts';
import { checkReferences } from '../../views/reference-check.ts';

export const createRecord = endpoint(route, async (call) => {
  const { body, reader, commandId, deps } = call;
  const { type, title, fields } = body;
  const pkg = await deps.packages.ofRecordType(type);
  if (!pkg) return refuse(422, 'unknownType', `No published process moves records of the type ${type}.`, { place: 'type' });
  const problems = [...checkFields(pkg, type, fields), ...(await checkReferences(deps.db, reachOf(reader), pkg, type, fields))];
  if (problems.length > 0) return refuse(422, 'guard', 'Mend these fields.', { fields: problems });
  const id = derivedId(`record:${reader.id}:${commandId}`);
  const instanceId = derivedInstanceId(pkg.key, `record:${reader.id}:${commandId}`);
  const { owner, team, amount, personId, organisationId, campaignId, title: _title, ...rest } = fields as Variables;
  const text = (value: Json | undefined) => (typeof value === 'string' && value !== '' ? value : null);
  const create: NewRecord = {
    title,
    owner: text(owner) ?? reader.id,
    team: text(team) ?? reader.teams[0] ?? null,
    amount: typeof amount === 'number' ? amount : null,
    personId: text(personId),
    organisationId: text(organisationId),
    campaignId: text(campaignId),
    fields: rest,
  };
  const result = await deps.door.startInstance({
    instanceId,
    commandId,
    packageKey: pkg.key,
    variables: {},
    records: [{ alias: type, type, id, relation: 'owns', create }],
    actor: actorOf(reader),
  });
  if (result.status !== 'done') return fromDoor(result);
  return { id, instanceId, next: await nextTasks(call, { task: { instanceId }, reply: result.reply }) };
});
