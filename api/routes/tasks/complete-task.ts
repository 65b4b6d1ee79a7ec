import { listUsableFiles } from '../../../db/queries/attachment-reading.ts';
import { linkFiles } from '../../../db/queries/attachment-writing.ts';
import type { Variables } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { completeTask as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, type Refusal, refuse } from '../../http/refusal.ts';
import { nextTasks } from '../../views/next-tasks.ts';
import { commandTask, type TaskCall } from '../../views/task-command.ts';

export const completeTask = endpoint(route, async (call) => {
  const { values, ...rest } = call.body;
  const files = Object.values(rest.evidence ?? {});
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

/** A file that somebody else uploaded to a record one does not see proves nothing. */
async function foreignEvidence(call: TaskCall, evidence: { [item: string]: string }, files: string[]): Promise<Refusal | undefined> {
  const usable = await listUsableFiles(call.deps.db, reachOf(call.reader), files);
  const fields = Object.entries(evidence)
    .filter(([, file]) => !usable.has(file))
    .map(([item]) => ({ path: `evidence.${item}`, code: 'evidence', message: 'There is no such file: upload it first.' }));
  return fields.length > 0 ? refuse(422, 'guard', 'Upload the evidence first.', { fields }) : undefined;
}
