import { useEffect, useMemo, useState } from 'react';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { serverNow } from '../../lib/clock.ts';
import type { TaskDraft } from '../../lib/drafts/task-draft.ts';
import { useMe } from '../../lib/session.ts';
import { place } from './places.ts';

/** Items of checklist and proof by place: asked for, not asked for, or not to be told here, so that only the server's guard asks. */
export type AskedItems = (path: string) => 'asked' | 'notAsked' | 'unknown';

type Judge = typeof import('./judge-items.ts').judgeItems;

/** What the chosen result asks for. Conditions are judged by the engine's own code, loaded only for steps that have one. */
export function useAskedItems(task: TaskDetail, draft: TaskDraft): AskedItems {
  const me = useMe();
  const conditions = useMemo(() => conditionsOf(task), [task]);
  const [judge, setJudge] = useState<Judge | null>(null);
  useEffect(() => {
    if (conditions.size === 0) return;
    let here = true;
    void import('./judge-items.ts').then((module) => here && setJudge(() => module.judgeItems));
    return () => {
      here = false;
    };
  }, [conditions]);
  return useMemo(() => {
    const chosen = { name: task.outcomeVariable, outcome: draft.outcome };
    const held = judge?.(conditions, { ...task.values, ...draft.values }, chosen, serverNow(), me.zone);
    return askedItems(task, draft.outcome, held);
  }, [task, draft.values, draft.outcome, conditions, judge, me.zone]);
}

function conditionsOf(task: Pick<TaskDetail, 'checklist' | 'evidence'>): Map<string, string> {
  const entries = [
    ...task.checklist.map((item) => [place.item(item.id), item.when] as const),
    ...task.evidence.map((item) => [place.evidence(item.id), item.when] as const),
  ];
  return new Map(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** `held`: conditions as they were judged; undefined = not judged yet. */
export function askedItems(
  task: Pick<TaskDetail, 'outcomes' | 'checklist' | 'evidence'>,
  outcome: string | null,
  held: ReadonlyMap<string, boolean | null> | undefined,
): AskedItems {
  const conditions = conditionsOf(task);
  const result = task.outcomes.find((each) => each.value === outcome);
  return (path) => {
    // A step that failed has not done what it asks for; it asks for the next step instead.
    if (result?.nextStep) return 'notAsked';
    if (task.outcomes.length > 0 && !result) return conditions.has(path) ? 'unknown' : 'asked';
    if (!conditions.has(path)) return 'asked';
    const holds = held?.get(path) ?? null;
    return holds === null ? 'unknown' : holds ? 'asked' : 'notAsked';
  };
}
