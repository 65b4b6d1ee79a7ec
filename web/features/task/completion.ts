import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import type { Completion } from '../../lib/drafts/outbox.ts';
import type { TaskDraft } from '../../lib/drafts/task-draft.ts';
import { fieldValue, isEmpty } from './missing.ts';

/** The draft as the API takes it: only fields that are shown, since others are refused as unknown. */
export function completionOf(task: TaskDetail, draft: TaskDraft, shown: readonly Pick<FormField, 'key'>[]): Completion {
  const values: Record<string, unknown> = {};
  for (const field of shown) {
    const value = fieldValue(field, task, draft);
    if (!isEmpty(value)) values[field.key] = value;
    else if (!isEmpty(task.values[field.key])) values[field.key] = null;
  }
  const evidence = Object.entries(draft.evidence).map(([item, file]) => [item, file.id] as const);
  return {
    task: task.id,
    title: task.record?.title ?? task.name,
    key: crypto.randomUUID(),
    body: {
      outcome: draft.outcome ?? undefined,
      values,
      note: draft.note.trim() || undefined,
      checklist: draft.checklist.length > 0 ? draft.checklist : undefined,
      evidence: evidence.length > 0 ? Object.fromEntries(evidence) : undefined,
    },
  };
}
