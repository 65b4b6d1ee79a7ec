import { findRecord, listCases, listOpenIncidents, listRelated, listStagesEntered } from '../../../db/queries/record-detail.ts';
import { listRecordFiles, listRecordPeople } from '../../../db/queries/record-people.ts';
import { listOpenTasksOfRecord } from '../../../db/queries/task-reading.ts';
import type { CompiledPackage } from '../../../engine/contract/index.ts';
import { maskedName, maskedText, maskOf, reachOf } from '../../access/policy.ts';
import { getRecord as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { numberedId } from '../../http/numbered-id.ts';
import { notFound } from '../../http/refusal.ts';
import { waitsOf } from '../../views/case-waits.ts';
import { duplicatesOf } from '../../views/duplicates.ts';
import { incidentWhere } from '../../views/incident-row.ts';
import { typeName } from '../../views/packages.ts';
import { fieldsOf, pathOf, peopleOf, processOf } from '../../views/record-detail.ts';
import { recordRows } from '../../views/record-row.ts';
import { taskRows } from '../../views/task-row.ts';

export const getRecord = endpoint(route, async ({ params, reader, deps }) => {
  const { db, packages } = deps;
  const reach = reachOf(reader);
  const row = await findRecord(db, reach, params.record);
  if (!row) return notFound('record');
  const cases = await listCases(db, row.id);
  const current = cases[0];
  const [pkg, entered, tasks, people, files, related, duplicates, waits, incidents] = await Promise.all([
    current ? packages.get(current.packageHash) : packages.ofRecordType(row.type),
    listStagesEntered(db, current ? [current.instanceId] : []),
    listOpenTasksOfRecord(db, row.id),
    listRecordPeople(db, row.id),
    listRecordFiles(db, row.id),
    listRelated(db, reach, row.id),
    duplicatesOf(deps, reader, row.id),
    current?.status === 'open' ? waitsOf(deps, reader, current.instanceId) : [],
    listOpenIncidents(
      db,
      cases.map((each) => each.instanceId),
    ),
  ]);
  const incidentPackages = await packages.getAll(incidents.map((each) => each.elementPackageHash));
  const types = related.length > 0 ? await packages.byRecordType() : new Map<string, CompiledPackage>();
  const [shown] = await recordRows(deps, reader, [row]);
  if (!shown) return notFound('record');
  const mayEdit = reader.rights.has('record:write') && row.status === 'open' && current !== undefined;
  return {
    ...shown,
    version: row.version,
    instanceId: current?.instanceId ?? null,
    process: processOf(pkg, current, reader),
    path: pathOf(pkg, row, entered, reader, deps.now()),
    tasks: await taskRows(deps, reader, tasks),
    fields: fieldsOf(pkg, row, reader, mayEdit),
    people: peopleOf(row, people, maskOf(reader)),
    organisation_: row.organisationId && row.organisation ? { id: row.organisationId, name: row.organisation } : null,
    files: files.map((file) => ({ ...file, at: file.at.toISOString() })),
    duplicates,
    related: related.map((other) => ({
      ...other,
      title: maskedName(maskOf(reader), other.title),
      typeName: typeName(types.get(other.type), other.type, reader.locale),
    })),
    incidents: incidents.map(({ id, element, elementPackageHash, ...what }) => ({
      id: numberedId(what.instanceId, id),
      ...what,
      message: maskedText(maskOf(reader), what.message),
      ...incidentWhere(reader, incidentPackages.get(elementPackageHash), { ...what, element }),
    })),
    waits,
    mayEdit,
  };
});
