import type { Fact, Incident, MigrationPlan, MigrationReason, MovedElement, TaskChange, TaskState } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';
import { same } from '../same.ts';
import { compensableNow } from './compensable.ts';
import type { ModelMapping } from './model-mapping.ts';
import { type Move, planMove } from './plan-move.ts';
import type { Position } from './positions.ts';
import { closeTimer } from './revise-waits.ts';
import { goOn, idle, moveStage, newlyStuck, revise, stuckBefore } from './settle-move.ts';
import { nextStage } from './stage.ts';
import type { Waits } from './waits.ts';

/** Moves the case to the version of `mapping.to`, or says why not: then what was emitted must not be kept. */
export function migrateInstance(exec: Execution, mapping: ModelMapping, choices: MigrationPlan['waits'] = {}): MigrationReason[] {
  const planned = planMove(exec, mapping);
  if (!planned.ok) return planned.reasons;
  const { move } = planned;
  const stage = nextStage(exec.state, mapping, move.positions.values());
  if (stage && 'reason' in stage) return [stage.reason];
  const stuck = stuckBefore(exec, move);
  const before = [...move.positions.values()].map((position) => asItWas(position, move));
  const incidents = Object.values(exec.state.incidents);
  const first = exec.facts.length;
  closeDropped(exec, move);
  const body = {
    type: 'instanceMigrated' as const,
    version: 2 as const,
    from: mapping.from.hash,
    to: mapping.to.hash,
    plan: mapping.plan,
    elements: [...move.positions.values()].map((position) => asItIs(exec, position, move)),
    before,
    incidents,
    incidentElements: incidentElements(exec, incidents, move),
    ...(stage ? { stage: { from: exec.state.stage ?? null, to: stage.stage } } : {}),
    closed: { timers: [] as number[], subscriptions: [] as number[], conditions: [] as number[], incidents: [] as number[] },
    armed: { timers: [] as number[], subscriptions: [] as number[], conditions: [] as number[] },
  };
  exec.cause = exec.emit(body);
  const choiceOf = (element: string) => (Object.hasOwn(choices, element) ? (choices[element] ?? 'keep') : 'keep');
  const reasons = [...newlyStuck(exec, move, stuck), ...revise(exec, move, move.positions.keys(), choiceOf)];
  if (stage) reasons.push(...moveStage(exec, stage.by));
  // Known only now, read by nothing but the undo; the fact is not given away before the command is decided.
  collect(exec.facts.slice(first), body);
  if (reasons.length > 0) return reasons;
  goOn(exec, move);
  return exec.rejection ? [] : idle(exec);
}

/** Events that are gone in the new version are waited for no longer; a timer among them frees what held it. */
export function closeDropped(exec: Execution, { waits }: Pick<Move, 'waits'>): void {
  for (const [id, { droppedTimers, droppedSubscriptions, droppedConditions }] of waits) {
    for (const { id: condition } of droppedConditions) exec.emit({ type: 'conditionClosed', version: 1, elementInstance: id, condition });
    for (const { id: timer } of droppedTimers) closeTimer(exec, id, timer);
    for (const { id: subscription } of droppedSubscriptions) {
      exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance: id, subscription });
    }
  }
}

function collect(facts: Fact[], { closed, armed }: Pick<Extract<Fact, { type: 'instanceMigrated' }>, 'closed' | 'armed'>): void {
  for (const fact of facts) {
    if (fact.type === 'timerCancelled') closed.timers.push(fact.timer);
    else if (fact.type === 'subscriptionClosed') closed.subscriptions.push(fact.subscription);
    else if (fact.type === 'conditionClosed') closed.conditions.push(fact.condition);
    else if (fact.type === 'conditionArmed') armed.conditions.push(fact.number);
    else if (fact.type === 'incidentResolved') closed.incidents.push(fact.incident);
    else if (fact.type === 'timerArmed') armed.timers.push(fact.number);
    else if (fact.type === 'subscriptionOpened') armed.subscriptions.push(fact.number);
  }
}

/** What the undo puts back. Variables and drafts are no part of it: a migration leaves them alone. */
function asItWas({ instance, target }: Position, { waits, compensable, memos }: Move): MovedElement {
  const { id, element, process, packageHash, timers, subscriptions, conditions, arrived, resetting, task, job, memo } = instance;
  const changes =
    timers || subscriptions || conditions || task || (waits.get(id)?.added.length ?? 0) > 0 || target?.kind === 'event-based-gateway';
  return {
    elementInstance: id,
    element,
    process,
    ...(packageHash === undefined ? {} : { packageHash }),
    ...(changes ? { timers: timers ?? [], subscriptions: subscriptions ?? [], conditions: conditions ?? [] } : {}),
    ...(arrived ? { arrived } : {}),
    ...(resetting ? { resetting } : {}),
    ...(compensable.has(id) ? { compensable: compensableNow(instance) } : {}),
    ...(memos.has(id) ? { memo } : {}),
    ...(task ? { task: modelParts(task) } : {}),
    ...(job ? { job: { key: job.key, type: job.type } } : {}),
  };
}

/** The parts of a task that follow its model, absent ones as null. */
export function modelParts(task: TaskState): TaskChange {
  const { name, candidateGroups, priority, stage, form, dueAt, warnAt, dueRule, calendar, calendarVersion, pauses, stopped, followUpAt } =
    task;
  const orNull = { stage, form, dueAt, warnAt, dueRule, calendar, calendarVersion, pauses, stopped, followUpAt };
  const filled = Object.fromEntries(Object.entries(orNull).map(([key, value]) => [key, value ?? null]));
  return { name, candidateGroups, priority, ...filled };
}

/** Called when what is dropped is closed already. */
export function asItIs(exec: Execution, position: Position, move: Move): MovedElement {
  const { waits, tokens, resetting, compensable, memos, mapping } = move;
  const { id, process, target } = position;
  const instance = exec.instance(position.instance.id) ?? position.instance;
  const sorted = waits.get(instance.id);
  const arrived = tokens.get(instance.id);
  const late = resetting.get(instance.id);
  const log = compensable.get(instance.id);
  const memo = memos.get(instance.id);
  const jobType = (target?.config as { job?: { jobType: string } | null } | undefined)?.job?.jobType;
  return {
    elementInstance: instance.id,
    element: id,
    process: process.process.id,
    ...(instance.packageHash === undefined ? {} : { packageHash: mapping.to.hash }),
    ...(sorted && isRenamed(sorted.timers) ? { timers: sorted.timers.map(({ wait, element }) => ({ ...wait, element })) } : {}),
    ...(sorted && isRenamed(sorted.subscriptions)
      ? { subscriptions: sorted.subscriptions.map(({ wait, element }) => ({ ...wait, element })) }
      : {}),
    ...(sorted && isRenamed(sorted.conditions) ? { conditions: sorted.conditions.map(({ wait, element }) => ({ ...wait, element })) } : {}),
    ...(arrived ? { arrived: Object.keys(arrived).length > 0 ? arrived : null } : {}),
    ...(late ? { resetting: late } : {}),
    ...(log ? { compensable: log } : {}),
    ...(memo && !same(memo, instance.memo) ? { memo } : {}),
    // Marks it as a task to whoever keeps a row of it.
    ...(instance.task ? { task: {} } : {}),
    ...(instance.job ? { job: { key: instance.job.key, type: jobType ?? instance.job.type } } : {}),
  };
}

function isRenamed(kept: Waits['timers'] | Waits['subscriptions'] | Waits['conditions']): boolean {
  return kept.some(({ wait, element }) => wait.element !== element);
}

export function incidentElements(exec: Execution, incidents: Incident[], { positions }: Move): { [incident: string]: string } {
  const moved: { [incident: string]: string } = {};
  for (const { id, element, elementInstance } of incidents) {
    if (!exec.state.incidents[id] || element === undefined || elementInstance === undefined) continue;
    const position = positions.get(elementInstance);
    if (position && position.id !== element) moved[id] = position.id;
  }
  return moved;
}
