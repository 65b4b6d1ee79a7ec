import { findTaskDetail } from '../../../db/queries/task-reading.ts';
import type { CompiledElement } from '../../../engine/contract/index.ts';
import type { UserTaskConfig } from '../../../engine/elements/user-task/config.ts';
import { reachOf, takesUnnamed } from '../../access/policy.ts';
import type { Reader } from '../../access/reader.ts';
import { getTask as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { parseNumberedId } from '../../http/numbered-id.ts';
import { notFound } from '../../http/refusal.ts';
import { caseData } from '../../views/case-data.ts';
import { deadlineOf } from '../../views/deadline.ts';
import { duplicatesOf } from '../../views/duplicates.ts';
import { findElement } from '../../views/packages.ts';
import { variablesAround } from '../../views/scope.ts';
import { suspensionView } from '../../views/suspension-view.ts';
import { formPart } from '../../views/task-detail.ts';
import { iso, taskRows } from '../../views/task-row.ts';

export const getTask = endpoint(route, async ({ params, reader, deps }) => {
  const key = parseNumberedId(params.task);
  const row = key && (await findTaskDetail(deps.db, reachOf(reader), { instanceId: key.instanceId, elementInstance: key.number }));
  if (!row) return notFound('task');
  const pkg = await deps.packages.get(row.packageHash);
  const element = findElement(pkg, row.element) as CompiledElement<UserTaskConfig> | undefined;
  // A task opens its case no further than the case's own page does.
  const around = row.seesCase ? variablesAround(row.state, row.elementInstance) : { ofCase: {}, ofStep: {} };
  const inForm = pkg.forms.find((form) => form.id === element?.config?.form)?.fields.map((field) => field.key) ?? [];
  const [[shown], duplicates, data, deadline, person] = await Promise.all([
    taskRows(deps, reader, [row]),
    duplicatesOf(deps, reader, row.recordId),
    caseData(deps, reader, pkg, around, new Set([...inForm, element?.config?.outcomeVariable ?? ''])),
    deadlineOf(deps.db, pkg, row, reader),
    deps.people.namer(),
  ]);
  if (!shown) return notFound('task');
  const open = row.status === 'open';
  return {
    ...shown,
    status: row.status,
    ended: row.endedAt ? { by: person(row.endedBy), at: row.endedAt.toISOString(), outcome: row.outcome } : null,
    mayComplete: open && (row.assignee === reader.id || (row.assignee === null && isOffered(row.groups, reader))),
    suspended: await suspensionView(deps.people, row.state.suspended),
    ...formPart(row, pkg, element, reader, deps.now()),
    draft: row.draft,
    draftSavedAt: iso(row.draftSavedAt),
    data,
    duplicates,
    deadline,
  };
});

function isOffered(groups: string[], reader: Reader): boolean {
  return groups.length === 0 ? takesUnnamed(reader) : groups.some((group) => reader.groups.includes(group));
}
