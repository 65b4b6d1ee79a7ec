import type {
  ConditionState,
  ElementInstance,
  Fact,
  MovedElement,
  SubscriptionState,
  TaskChange,
  TimerState,
} from '../../contract/index.ts';
import { same } from '../same.ts';
import { modelParts } from './migrate-instance.ts';
import type { Position } from './positions.ts';
import { isBeingUndone, type Waits } from './waits.ts';

type Migrated = Extract<Fact, { type: 'instanceMigrated' }>;

/** What an undo makes of the waits of one element instance. */
interface Restored<Wait> {
  /** The whole list as it will be. */
  list: Wait[];
  closed: number[];
  reopened: number[];
}

/** One element instance that the migration had moved, brought back. */
export interface Restoration {
  moved: MovedElement;
  /** No token came or went since: they stand as before. Else the caller moves those there are. */
  exactTokens: boolean;
  timers: Restored<TimerState>;
  subscriptions: Restored<SubscriptionState>;
  conditions: Restored<ConditionState>;
}

/**
 * Puts an element instance back as it was before the migration, with what happened since: what was waited for and has come stays
 * gone, what the migration closed is waited for again at its old time, what it armed no longer. Untouched since = exactly as before.
 */
export function restore(position: Position, was: MovedElement, left: MovedElement, waits: Waits, fact: Migrated): Restoration {
  const { instance } = position;
  const { task } = instance;
  const deferred = task !== undefined && was.task !== undefined && movedSince(task, was.task);
  const over = instance.lifecycle === 'completing' || instance.lifecycle === 'terminating' || isBeingUndone(position);
  const hasDeadline = (position.target?.config as { deadline?: object } | undefined)?.deadline !== undefined;
  const isAlert = (timer: TimerState) => timer.purpose !== 'event';
  const timers = restoreWaits(instance.timers ?? [], was.timers ?? [], {
    closed: fact.closed.timers,
    armed: fact.armed.timers,
    since: (timer) =>
      isAlert(timer) ? (deferred && hasDeadline ? position.id : undefined) : waits.timers.find(({ wait }) => wait.id === timer.id)?.element,
    reopens: (timer) => !over && !(isAlert(timer) && deferred),
  });
  const subscriptions = restoreWaits(instance.subscriptions ?? [], was.subscriptions ?? [], {
    closed: fact.closed.subscriptions,
    armed: fact.armed.subscriptions,
    since: (subscription) => waits.subscriptions.find(({ wait }) => wait.id === subscription.id)?.element,
    reopens: () => !over,
  });
  const conditions = restoreWaits(instance.conditions ?? [], was.conditions ?? [], {
    closed: fact.closed.conditions,
    armed: fact.armed.conditions,
    since: (condition) => waits.conditions.find(({ wait }) => wait.id === condition.id)?.element,
    reopens: () => !over,
  });
  const lateLeft = left.resetting === undefined ? was.resetting : left.resetting;
  const sameLate = same(instance.resetting ?? null, lateLeft ?? null);
  const tokensLeft = left.arrived === undefined ? was.arrived : left.arrived;
  const exactTokens = same(instance.arrived ?? null, tokensLeft ?? null);
  const sameJob = was.job && instance.job?.key === was.job.key;
  return {
    timers,
    subscriptions,
    conditions,
    exactTokens,
    moved: {
      elementInstance: instance.id,
      element: was.element,
      process: was.process,
      ...(instance.packageHash === undefined ? {} : { packageHash: fact.from }),
      ...(changed(timers, instance.timers) ? { timers: timers.list } : {}),
      ...(changed(subscriptions, instance.subscriptions) ? { subscriptions: subscriptions.list } : {}),
      ...(changed(conditions, instance.conditions) ? { conditions: conditions.list } : {}),
      ...(sameLate && !same(was.resetting ?? null, instance.resetting ?? null) ? { resetting: was.resetting ?? null } : {}),
      ...(exactTokens && !same(was.arrived ?? null, instance.arrived ?? null) ? { arrived: was.arrived ?? null } : {}),
      ...(task ? { task: taskBefore(task, was.task, deferred, hasDeadline) } : {}),
      ...(sameJob ? { job: was.job } : {}),
    },
  };
}

interface Rules<Wait> {
  closed: number[];
  armed: number[];
  /** Old element of what was armed since the migration; undefined = it has none. */
  since(wait: Wait): string | undefined;
  reopens(wait: Wait): boolean;
}

function restoreWaits<Wait extends { id: number; element: string }>(now: Wait[], before: Wait[], rules: Rules<Wait>): Restored<Wait> {
  const present = new Map(now.map((wait) => [wait.id, wait]));
  const list: Wait[] = [];
  const reopened: number[] = [];
  for (const was of before) {
    const still = present.get(was.id);
    if (still) list.push({ ...still, element: was.element });
    else if (rules.closed.includes(was.id) && rules.reopens(was)) {
      list.push(was);
      reopened.push(was.id);
    }
  }
  const known = new Set(before.map(({ id }) => id));
  const taken = new Set(list.map(({ element }) => element));
  const closed: number[] = [];
  for (const wait of now) {
    if (known.has(wait.id)) continue;
    const element = rules.armed.includes(wait.id) ? undefined : rules.since(wait);
    const isAlert = (wait as { purpose?: string }).purpose !== undefined && (wait as { purpose?: string }).purpose !== 'event';
    if (element === undefined || (!isAlert && taken.has(element))) closed.push(wait.id);
    else list.push({ ...wait, element });
  }
  return { list, closed, reopened };
}

function changed<Wait>({ list }: Restored<Wait>, now: Wait[] | undefined): boolean {
  return !same(list, now ?? []);
}

/** A person has agreed a call-back since, or stopped or started the clock. */
function movedSince(task: NonNullable<ElementInstance['task']>, was: TaskChange): boolean {
  if ((task.followUpAt ?? null) !== (was.followUpAt ?? null)) return true;
  return task.pauses !== undefined && !same(task.pauses, was.pauses ?? null);
}

/** Deferred since: the agreed time stands, as long as the old version has a deadline at all. */
function taskBefore(
  task: NonNullable<ElementInstance['task']>,
  was: TaskChange | undefined,
  deferred: boolean,
  hasDeadline: boolean,
): TaskChange {
  if (!was) return {};
  const now = modelParts(task);
  const { followUpAt: _, ...parts } = was;
  const change: { [key: string]: unknown } = {};
  for (const [key, value] of Object.entries(parts)) {
    const isDue = ['dueAt', 'warnAt', 'dueRule', 'calendar', 'calendarVersion', 'pauses', 'stopped'].includes(key);
    const wanted = isDue && deferred ? (hasDeadline ? now[key as keyof TaskChange] : null) : value;
    if (!same(now[key as keyof TaskChange], wanted)) change[key] = wanted;
  }
  return change as TaskChange;
}
