import { useEffect, useMemo, useState } from 'react';
import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import { serverNow } from '../../lib/clock.ts';
import type { TaskDraft } from '../../lib/drafts/task-draft.ts';
import { useMe } from '../../lib/session.ts';

type Judge = (
  form: readonly FormField[],
  values: Record<string, unknown>,
  outcome: string | null,
  now: number,
  zone: string,
) => Set<string>;

/** Fields for this result and these values. Conditions are judged by the engine's own code, loaded only for forms that have one. */
export function useShownFields(task: TaskDetail, draft: TaskDraft): FormField[] {
  const me = useMe();
  const conditional = task.form.some((field) => field.visibleWhen);
  const [judge, setJudge] = useState<Judge | null>(null);
  useEffect(() => {
    if (!conditional) return;
    let here = true;
    void import('./judge-visibility.ts').then((module) => here && setJudge(() => module.judgeVisibility));
    return () => {
      here = false;
    };
  }, [conditional]);
  return useMemo(() => {
    const fits = task.form.filter((field) => fitsOutcome(field, draft.outcome));
    if (!judge) return fits;
    const visible = judge(task.form, { ...task.values, ...draft.values }, draft.outcome, serverNow(), me.zone);
    return fits.filter((field) => !field.visibleWhen || visible.has(field.key));
  }, [task, draft.values, draft.outcome, judge, me.zone]);
}

export function fitsOutcome(field: Pick<FormField, 'outcomes'>, outcome: string | null): boolean {
  return field.outcomes === null || (outcome !== null && field.outcomes.includes(outcome));
}

/** Required by the form itself, or by the result that is chosen. */
export function isRequired(field: FormField, task: Pick<TaskDetail, 'outcomes'>, outcome: string | null): boolean {
  const result = task.outcomes.find((each) => each.value === outcome);
  return (field.required && fitsOutcome(field, outcome)) || result?.requires.includes(field.key) === true;
}
