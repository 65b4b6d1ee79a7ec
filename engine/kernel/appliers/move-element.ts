import type { CompensationEntry, MovedElement, TaskChange, TaskState } from '../../contract/index.ts';
import type { StateDraft } from '../state-draft.ts';
import { changeTask } from './applier.ts';

/** Puts an element instance where a migration says. **Never edited once released**, as the appliers that use it. */
export function moveElement(draft: StateDraft, moved: MovedElement): void {
  const instance = draft.element(moved.elementInstance);
  instance.element = moved.element;
  instance.process = moved.process;
  if (moved.packageHash !== undefined) instance.packageHash = moved.packageHash;
  if (moved.timers?.length === 0) delete instance.timers;
  else if (moved.timers) instance.timers = moved.timers;
  if (moved.subscriptions?.length === 0) delete instance.subscriptions;
  else if (moved.subscriptions) instance.subscriptions = moved.subscriptions;
  if (moved.arrived === null) delete instance.arrived;
  else if (moved.arrived) instance.arrived = moved.arrived;
  if (moved.conditions?.length === 0) delete instance.conditions;
  else if (moved.conditions) instance.conditions = moved.conditions;
  if (moved.resetting === null) delete instance.resetting;
  else if (moved.resetting) instance.resetting = moved.resetting;
  const { compensable } = moved;
  if (compensable && instance.compensations) instance.compensations = instance.compensations.map((entry) => moveEntry(entry, compensable));
  if (compensable && instance.compensation) {
    const steps = instance.compensation.steps.map((step) => step.map((entry) => moveEntry(entry, compensable)));
    instance.compensation = { ...instance.compensation, steps };
  }
  if (moved.job && instance.job) instance.job = { ...instance.job, type: moved.job.type };
  if (moved.task && instance.task) applyTaskChange(draft, moved.elementInstance, moved.task);
}

function moveEntry(entry: CompensationEntry, compensable: NonNullable<MovedElement['compensable']>): CompensationEntry {
  const inner = entry.inner?.map((each) => moveEntry(each, compensable));
  return { ...entry, ...compensable[entry.id], ...(inner ? { inner } : {}) };
}

export function applyTaskChange(draft: StateDraft, id: number, change: TaskChange): void {
  const set = Object.entries(change).map(([key, value]) => [key, value === null ? undefined : value]);
  changeTask(draft, id, Object.fromEntries(set) as Partial<TaskState>);
}
