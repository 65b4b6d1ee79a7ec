import { hasTaskOfCase, listOpenTasksOfCase, starterOf } from '../../../db/queries/case-reading.ts';
import { findOperated } from '../../../db/queries/operated-instances.ts';
import { listOpenIncidents } from '../../../db/queries/record-detail.ts';
import { maskedName, maskOf, reachOf } from '../../access/policy.ts';
import { getCase as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { numberedId } from '../../http/numbered-id.ts';
import { notFound } from '../../http/refusal.ts';
import { instanceView } from '../../views/instance-row.ts';
import { words } from '../../views/packages.ts';
import { taskRows } from '../../views/task-row.ts';
import { walkView } from '../../views/walk-view.ts';

export const getCase = endpoint(route, async ({ params, reader, deps }) => {
  const { db, packages, people } = deps;
  const reach = reachOf(reader);
  const starter = await starterOf(db, params.instance);
  const row = (await findOperated(db, reach, params.instance)) ?? (await ownWithoutRecord());
  if (!row) return notFound('case');
  const [pkg, tasks, incidents, map, person] = await Promise.all([
    packages.get(row.packageHash),
    listOpenTasksOfCase(db, reach, row.id),
    listOpenIncidents(db, [row.id]),
    walkView(deps, reader, row.id),
    people.namer(),
  ]);
  if (!map) return notFound('case');
  const { id, package: key, version, status, suspendedAt, startedAt, endedAt, record } = instanceView(row);
  const rows = await taskRows(deps, reader, tasks);
  return {
    ...{ id, status, suspendedAt, startedAt, endedAt, map },
    process: { key, name: words(pkg, reader.locale, pkg.name), version },
    startedBy: starter ? person(starter) : null,
    record: record && { id: record.id, title: maskedName(maskOf(reader), record.title) },
    tasks: rows.map((task, at) => ({ ...task, mine: tasks[at]?.mine ?? false })),
    incidents: incidents.map(({ id: number, code, message, element }) => ({ id: numberedId(row.id, number), code, message, element })),
  };

  /** Nobody's record tells who may see it: whoever started it, or has a step of it. */
  async function ownWithoutRecord() {
    const found = await findOperated(db, { ...reach, all: true }, params.instance);
    if (!found || found.recordId) return undefined;
    return starter === reader.id || (await hasTaskOfCase(db, reach, params.instance)) ? found : undefined;
  }
});
