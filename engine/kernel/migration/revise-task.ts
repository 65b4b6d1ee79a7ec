import type { Pause } from '../../calendar/pauses.ts';
import type { CompiledElement, TaskChange, TaskState, TimerState, WaitChoice } from '../../contract/index.ts';
import { people } from '../../elements/user-task/behaviour.ts';
import type { UserTaskConfig } from '../../elements/user-task/config.ts';
import { type DeadlinePlan, planDeadline } from '../../elements/user-task/deadline.ts';
import { planAgain, standingPause } from '../deadlines.ts';
import type { Execution } from '../execution.ts';
import type { Failure, Result } from '../failure.ts';
import { good } from '../failure.ts';
import { same } from '../same.ts';
import type { LiveVisit } from '../visit.ts';

type UserTask = CompiledElement<UserTaskConfig>;

/**
 * An open task takes name, stage, form, groups, priority and deadline from its new model where they changed there; who holds it, since
 * when, its draft and call-back stay. A deadline that is gone goes with all its alerts; a new one counts from now; one with another
 * rule keeps its time unless the plan says otherwise.
 */
export function reviseTask(exec: Execution, id: number, old: UserTask, choice: WaitChoice): Failure | undefined {
  const visit = exec.visit(id) as LiveVisit<UserTaskConfig>;
  const { task } = visit.instance;
  if (!task) return undefined;
  const fixed = fixedParts(visit, old, task);
  if (!fixed.ok) return fixed.failure;
  const deadline = revisedDeadline(visit, old, task, choice);
  if (!deadline.ok) return deadline.failure;
  const change = { ...fixed.value, ...deadline.value?.change };
  for (const timer of deadline.value ? (visit.instance.timers ?? []) : []) {
    if (timer.purpose !== 'event') exec.emit({ type: 'timerCancelled', version: 1, elementInstance: id, timer: timer.id });
  }
  if (Object.keys(change).length > 0) {
    exec.emit({ type: 'taskRevised', version: 1, elementInstance: id, element: visit.element.id, change });
  }
  for (const timer of deadline.value?.timers ?? []) visit.arm({ timer });
  return undefined;
}

function fixedParts(visit: LiveVisit<UserTaskConfig>, old: UserTask, task: TaskState): Result<TaskChange> {
  const { element, config } = visit;
  const change: TaskChange = {};
  const name = element.name ?? element.id;
  if (name !== task.name) change.name = name;
  if (element.stage !== task.stage) change.stage = element.stage ?? null;
  if (config.form !== task.form) change.form = config.form ?? null;
  const who = (from: UserTask) => [from.config.candidateGroups, from.config.assignee ?? null, from.lane ?? null];
  if (!same(who(old), who(element))) {
    const found = people(visit);
    if (!found.ok) return found;
    if (!same(found.value.candidateGroups, task.candidateGroups)) change.candidateGroups = found.value.candidateGroups;
  }
  if (config.priority !== old.config.priority) {
    const priority = config.priority === undefined ? good(null) : visit.evaluate(config.priority);
    if (!priority.ok) return priority;
    change.priority = typeof priority.value === 'number' ? Math.min(100, Math.max(0, Math.round(priority.value))) : 50;
  }
  return good(change);
}

interface Revised {
  change: TaskChange;
  timers: Omit<TimerState, 'id'>[];
}

/** Null: nothing changes about the deadline. */
function revisedDeadline(visit: LiveVisit<UserTaskConfig>, old: UserTask, task: TaskState, choice: WaitChoice): Result<Revised | null> {
  const { deadline } = visit.config;
  if (same(deadline ?? null, old.config.deadline ?? null)) return good(null);
  // While its clock stands it has no due that could move: what it goes on with is reckoned when it goes on.
  if (old.config.deadline && deadline && (choice === 'keep' || standingPause(task))) return good(null);
  const begun = Math.max(task.createdAt, task.followUpAt ?? task.createdAt);
  const start = choice === 'recount' ? begun : Math.max(visit.now, task.followUpAt ?? visit.now);
  const planned = planDeadline(deadline, visit, visit.element.id, start, task.candidateGroups);
  if (!planned.ok) return planned;
  const { dueRule } = planned.value;
  const pauses = choice === 'recount' && dueRule !== undefined ? task.pauses : undefined;
  // Counted from its beginning, the time it stood still is left out again.
  const again = pauses ? planAgain(visit, { ...task, dueRule }, pauses as Pause[]) : good(null);
  if (!again.ok) return again;
  const { timers, ...due } = again.value ?? planned.value;
  const change = {
    ...changeOf(task, due),
    ...(task.pauses && !pauses ? { pauses: null } : {}),
    ...(task.stopped ? { stopped: null } : {}),
  };
  return good({ change, timers: withoutTold(visit, old, timers) });
}

function changeOf(task: TaskState, due: Omit<DeadlinePlan, 'timers'>): TaskChange {
  const change: TaskChange = {};
  if (due.dueAt !== task.dueAt) change.dueAt = due.dueAt ?? null;
  if (due.warnAt !== task.warnAt) change.warnAt = due.warnAt ?? null;
  if (due.dueRule !== task.dueRule) change.dueRule = due.dueRule ?? null;
  if (due.calendar !== task.calendar) change.calendar = due.calendar ?? null;
  if (due.calendarVersion !== task.calendarVersion) change.calendarVersion = due.calendarVersion ?? null;
  return change;
}

/** What somebody was told already under the old rule is not told again at once; what lies ahead is. */
function withoutTold(visit: LiveVisit<UserTaskConfig>, old: UserTask, timers: Omit<TimerState, 'id'>[]): Omit<TimerState, 'id'>[] {
  const rules = old.config.deadline ? ['warn', ...old.config.deadline.alerts.map(({ at }) => at)] : [];
  const waiting = new Set((visit.instance.timers ?? []).filter(({ purpose }) => purpose !== 'event').map(({ rule }) => rule));
  const told = new Set(rules.filter((rule) => !waiting.has(rule)));
  return timers.filter((timer) => timer.dueAt > visit.now || !told.has(timer.rule));
}
