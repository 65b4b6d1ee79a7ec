import type { FieldProblem } from '../../../api/contract/problem.ts';
import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import type { TaskDraft } from '../../lib/drafts/task-draft.ts';
import type { AskedItems } from './asked-items.ts';
import { place } from './places.ts';
import { isRequired } from './shown-fields.ts';

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

export function fieldValue(field: Pick<FormField, 'key'>, task: Pick<TaskDetail, 'values'>, draft: TaskDraft): unknown {
  return field.key in draft.values ? draft.values[field.key] : task.values[field.key];
}

/** What the marks ask for and is not there: said at once, so that nobody leaves a case that cannot be accepted. The server's guard stays the judge. */
export function missing(task: TaskDetail, draft: TaskDraft, shown: readonly FormField[], asked: AskedItems, now: number): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const miss = (path: string, askedBy?: string) => problems.push({ path, code: 'required', message: 'Fill this in.', askedBy });
  if (task.outcomes.length > 0 && !draft.outcome) miss(place.outcome);
  const result = task.outcomes.find((each) => each.value === draft.outcome);
  const done = result !== undefined || task.outcomes.length === 0;
  for (const item of done ? task.checklist : []) {
    if (item.required && asked(place.item(item.id)) === 'asked' && !draft.checklist.includes(item.id))
      problems.push({ path: place.item(item.id), code: 'checklist', message: item.text });
  }
  if (result?.note && !draft.note.trim()) miss(place.note);
  for (const field of shown) {
    const value = fieldValue(field, task, draft);
    if (isRequired(field, task, draft.outcome) && isEmpty(value)) miss(field.key, result?.askedBy[field.key]);
    // Chosen yesterday, or a moment ago and the case was put aside.
    if (field.type === 'callBack' && typeof value === 'string' && Date.parse(value) <= now)
      problems.push({ path: field.key, code: 'past', message: 'Say a moment ahead.' });
  }
  for (const item of done ? task.evidence : []) {
    if (item.required && asked(place.evidence(item.id)) === 'asked' && !draft.evidence[item.id])
      problems.push({ path: place.evidence(item.id), code: 'evidence', message: item.text });
  }
  return problems;
}
