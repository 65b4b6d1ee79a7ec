import { findCase, listOpenTaskNumbers } from '../../../db/queries/cases.ts';
import { findOperated } from '../../../db/queries/operated-instances.ts';
import { listIncidentsOf } from '../../../db/queries/operations-incidents.ts';
import { listTasksByNumber } from '../../../db/queries/task-row.ts';
import { maskedName, maskOf, reachOf } from '../../access/policy.ts';
import { getCase as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { caseData } from '../../views/case-data.ts';
import { caseRows } from '../../views/case-row.ts';
import { waitsOf } from '../../views/case-waits.ts';
import { endedVariables } from '../../views/ended-variables.ts';
import { incidentRows } from '../../views/incident-row.ts';
import { suspensionView } from '../../views/suspension-view.ts';
import { taskRows } from '../../views/task-row.ts';

export const getCase = endpoint(route, async ({ params, reader, deps }) => {
  const reach = reachOf(reader);
  const row = await findCase(deps.db, reach, params.instance);
  if (!row) return notFound('case');
  const [[shown], numbers, incidents, waits, operated, ended] = await Promise.all([
    caseRows(deps, reader, [row]),
    listOpenTaskNumbers(deps.db, reach, row.id),
    listIncidentsOf(deps.db, row.id),
    waitsOf(deps, reader, row.id),
    reader.rights.has('instance:operate') ? findOperated(deps.db, reach, row.id) : undefined,
    endedVariables(deps.pool, row),
  ]);
  if (!shown) return notFound('case');
  const { steps: _steps, incidents: _count, ...head } = shown;
  const tasks = await listTasksByNumber(deps.pool, row.id, numbers);
  return {
    ...head,
    suspension: await suspensionView(deps.people, row.status === 'open' ? row.suspension : null),
    record: row.recordId ? { id: row.recordId, title: maskedName(maskOf(reader), row.recordTitle ?? '') } : null,
    tasks: await taskRows(deps, reader, tasks),
    waits,
    data: await caseData(deps, reader, await deps.packages.get(row.packageHash), { ofCase: row.variables ?? ended ?? {}, ofStep: {} }),
    incidents: await incidentRows(deps, reader, incidents),
    // Who may look into the state of a case by `instanceState` sees them here.
    variables: operated ? Object.entries(row.variables ?? {}).map(([name, value]) => ({ name, value })) : null,
  };
});
