import { listUsableFiles } from '../../../db/queries/attachment-reading.ts';
import { linkFiles } from '../../../db/queries/attachment-writing.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { completeTask as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, type Refusal, refuse } from '../../http/refusal.ts';
import { nextTasks } from '../../views/next-tasks.ts';
import { checkWrittenReferences } from '../../views/reference-check.ts';
import { commandTask, seenTask, type TaskCall } from '../../views/task-command.ts';

export const completeTask = endpoint(route, async (call) => {
  const { values, ...rest } = call.body;
  const files = Object.values(rest.evidence ?? {});
  const unseen = await foreignReferences(call, call.params.task, values);
  if (unseen) return unseen;
  const foreign = files.length > 0 ? await foreignEvidence(call, rest.evidence ?? {}, files) : undefined;
  if (foreign) return foreign;
  const done = await commandTask(
    call,
    call.params.task,
    (task) => ({ type: 'completeTask', task, values: values as Variables, ...rest }),
    files.length > 0 ? (trx, task) => (task.recordId ? linkFiles(trx, task.recordId, files) : Promise.resolve()) : undefined,
  );
  return isRefusal(done) ? done : { ok: true as const, undoUntil: null, next: await nextTasks(call, done) };
});

/** A task writes to its records, too: what it makes them refer to, its worker is shown from then on. */
async function foreignReferences(call: TaskCall, id: string, values: { [path: string]: unknown }): Promise<Refusal | undefined> {
  if (!Object.keys(values).some((path) => path.includes('.'))) return undefined;
  const task = await seenTask(call, id);
  if (isRefusal(task)) return task;
  const pkg = await call.deps.packages.get(task.packageHash);
  const fields = pkg ? await checkWrittenReferences(call.deps.db, reachOf(call.reader), pkg, values) : [];
  return fields.length > 0 ? refuse(422, 'guard', 'Mend these fields.', { fields }) : undefined;
}

/** A file that somebody else uploaded to a record one does not see proves nothing. */
async function foreignEvidence(call: TaskCall, evidence: { [item: string]: string }, files: string[]): Promise<Refusal | undefined> {
  const usable = await listUsableFiles(call.deps.db, reachOf(call.reader), files);
  const fields = Object.entries(evidence)
    .filter(([, file]) => !usable.has(file))
    .map(([item]) => ({ path: `evidence.${item}`, code: 'evidence', message: 'There is no such file: upload it first.' }));
  return fields.length > 0 ? refuse(422, 'guard', 'Upload the evidence first.', { fields }) : undefined;
}
