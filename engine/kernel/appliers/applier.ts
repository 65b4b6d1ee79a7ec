import type { Fact, FactType } from '../../contract/facts.ts';
import type { EndedTask, InstanceState, JobState, TaskState } from '../../contract/state.ts';
import { getOwn, withOwn } from '../own.ts';
import type { StateDraft } from '../state-draft.ts';

/**
 * Folds one version of one fact into the draft. **Never edited once released**: a stored log folds to the same state for ever.
 * What a fact holds is put into the state as it is and replaced later, never changed.
 */
export type Applier<T extends FactType, Version extends number = 1> = (
  draft: StateDraft,
  fact: Extract<Fact, { type: T; version: Version }>,
) => void;

/** Tasks a late completion can be told about. */
const rememberedTasks = 10;

export function rememberTask(state: InstanceState, ended: EndedTask): void {
  state.recentTasks = [...(state.recentTasks ?? []), ended].slice(-rememberedTasks);
}

/** `undefined` values take the property away. */
export function changeTask(draft: StateDraft, id: number, change: Partial<TaskState>): void {
  const instance = draft.element(id);
  if (!instance.task) throw new Error(`element instance ${id} holds no task`);
  const task = { ...instance.task, ...change };
  for (const key of Object.keys(change) as (keyof TaskState)[]) if (change[key] === undefined) delete task[key];
  instance.task = task;
}

export function removeTimer(draft: StateDraft, id: number, timer: number): void {
  const instance = draft.element(id);
  const left = instance.timers?.filter((each) => each.id !== timer) ?? [];
  if (left.length > 0) instance.timers = left;
  else delete instance.timers;
}

/** Changes the job of an element instance or a detached one; `undefined` removes it. */
export function changeJob(draft: StateDraft, id: number, key: string, change: (job: JobState) => JobState | undefined): void {
  const detached = getOwn(draft.state.detachedJobs, key);
  if (detached) {
    const changed = change(detached) as typeof detached | undefined;
    const left = withOwn(draft.state.detachedJobs, key, changed);
    if (Object.keys(left).length > 0) draft.state.detachedJobs = left;
    else delete draft.state.detachedJobs;
    return;
  }
  const instance = draft.element(id);
  if (instance.job?.key !== key) throw new Error(`element instance ${id} holds no job ${key}`);
  const changed = change(instance.job);
  if (changed) instance.job = changed;
  else delete instance.job;
}
