import type { CompensationEntry, Fact, Incident, MigrationReason, MovedElement } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';
import { type Memo, rejoinMemo } from '../memo.ts';
import { hasNextAction, noNextAction } from '../next-action.ts';
import { same } from '../same.ts';
import { asItIs, closeDropped, incidentElements } from './migrate-instance.ts';
import type { ModelMapping } from './model-mapping.ts';
import { type Move, movedMemo, planMove } from './plan-move.ts';
import type { Position } from './positions.ts';
import { type Restoration, restore } from './restore.ts';
import { closeTimer } from './revise-waits.ts';
import { goOn, idle, moveStage, newlyStuck, revise, stuckBefore } from './settle-move.ts';
import { nextStage } from './stage.ts';

type Migrated = Extract<Fact, { type: 'instanceMigrated' }>;

/**
 * Takes a migration back. What has not moved since stands exactly as before; what has is moved by the plan reversed (`mapping`), if it
 * can be. Reasons: nothing emitted may be kept then.
 */
export function undoInstance(exec: Execution, fact: Migrated, mapping: ModelMapping): MigrationReason[] {
  const was = new Map(fact.before.map((each) => [each.elementInstance, each]));
  const left = new Map(fact.elements.map((each) => [each.elementInstance, each]));
  const unmoved = (id: number) => {
    const after = left.get(id);
    return after !== undefined && exec.instance(id)?.element === after.element ? was.get(id) : undefined;
  };
  const planned = planMove(exec, mapping, { element: (instance) => unmoved(instance.id)?.element, entry: entriesBefore(fact) });
  if (!planned.ok) return planned.reasons;
  const { move } = planned;
  const stuck = stuckBefore(exec, move);
  const restorations: Restoration[] = [];
  const elements: MovedElement[] = [];
  const others: number[] = [];
  for (const [id, position] of move.positions) {
    const before = unmoved(id);
    const after = left.get(id);
    const waits = move.waits.get(id);
    if (!before || !after || !waits) {
      others.push(id);
      continue;
    }
    const restoration = restore(position, before, after, waits, fact);
    const tokens = move.tokens.get(id);
    if (!restoration.exactTokens && tokens) restoration.moved.arrived = Object.keys(tokens).length > 0 ? tokens : null;
    const late = move.resetting.get(id);
    if (late && restoration.moved.resetting === undefined && !same(late, position.instance.resetting)) restoration.moved.resetting = late;
    const log = move.compensable.get(id);
    if (log) restoration.moved.compensable = log;
    const memo = fact.version === 1 ? undefined : memoBefore(position, before, after, move);
    if (memo && !same(memo, position.instance.memo)) restoration.moved.memo = memo;
    restorations.push(restoration);
  }
  // Whatever it was before, it is again.
  const untouched = others.length === 0 && restorations.length === was.size && restorations.every(({ exactTokens }) => exactTokens);
  close(exec, restorations, others, move);
  for (const { moved } of restorations) elements.push(moved);
  for (const id of others) {
    const position = move.positions.get(id);
    if (position) elements.push(asItIs(exec, position, move));
  }
  const back = fact.stage !== undefined && exec.state.stage === fact.stage.to ? fact.stage : undefined;
  exec.cause = exec.emit({
    type: 'migrationUndone',
    version: 2,
    migration: fact.number,
    from: fact.to,
    to: fact.from,
    elements,
    reopened: {
      timers: restorations.flatMap(({ timers }) => timers.reopened),
      subscriptions: restorations.flatMap(({ subscriptions }) => subscriptions.reopened),
    },
    incidents: incidentsAgain(exec, fact, move, elements),
    ...(back && back.from === null ? { noStage: true } : {}),
  });
  if (back?.from) exec.emit({ type: 'stageEntered', version: 1, stage: back.from, from: back.to });
  const reasons = [...(untouched ? [] : newlyStuck(exec, move, stuck)), ...revise(exec, move, others, () => 'keep')];
  if (!back) reasons.push(...stageOfOld(exec, move));
  if (reasons.length > 0) return reasons;
  goOn(exec, move);
  return exec.rejection ? [] : idle(exec);
}

/** Entries that the migration moved, or left where they were, and nothing has moved since: where they were. */
function entriesBefore({ before, elements }: Migrated): (entry: CompensationEntry) => CompensableAt | undefined {
  const all = (moved: MovedElement[]) => new Map(moved.flatMap(({ compensable = {} }) => Object.entries(compensable)));
  const [was, left] = [all(before), all(elements)];
  return ({ id, element, process }) => {
    const [old, now] = [was.get(String(id)), left.get(String(id)) ?? was.get(String(id))];
    return now?.element === element && now.process === process ? old : undefined;
  };
}

type CompensableAt = NonNullable<MovedElement['compensable']>[string];

/** What it keeps: as it was when nothing came to it since, else as it is now and with what the migration had left out. */
function memoBefore(position: Position, was: MovedElement, left: MovedElement, { mapping, waits, memos }: Move): Memo | undefined {
  const { id, memo } = position.instance;
  const now = memos.get(id);
  const kept = left.memo ?? was.memo;
  const sorted = waits.get(id);
  if (!was.memo || !kept || !sorted) return now;
  if (same(memo, kept)) return was.memo;
  return now && rejoinMemo(now, was.memo, movedMemo(mapping, position, sorted, kept));
}

function close(exec: Execution, restorations: Restoration[], others: number[], move: Move): void {
  for (const { moved, timers, subscriptions, conditions } of restorations) {
    const { elementInstance } = moved;
    for (const timer of timers.closed) closeTimer(exec, elementInstance, timer);
    for (const condition of conditions.closed) exec.emit({ type: 'conditionClosed', version: 1, elementInstance, condition });
    for (const subscription of subscriptions.closed) {
      exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance, subscription });
    }
  }
  closeDropped(exec, { waits: new Map([...move.waits].filter(([id]) => others.includes(id))) });
}

/** Incidents as they were: those still open under their old elements, and those that ended with what the migration had closed. */
function incidentsAgain(exec: Execution, fact: Migrated, move: Move, elements: MovedElement[]): Incident[] {
  const { incidents: open } = exec.state;
  const again: Incident[] = [];
  const renamed = incidentElements(exec, Object.values(open), move);
  for (const [id, element] of Object.entries(renamed)) {
    const incident = open[id];
    if (incident) again.push({ ...incident, element });
  }
  for (const incident of fact.incidents) {
    if (open[incident.id]) continue;
    const ended = fact.closed.incidents.includes(incident.id) && isThere(exec, incident, elements);
    if (ended || (incident.code === noNextAction && !willAct(exec, fact, elements))) again.push(incident);
  }
  return again;
}

/** The timer it holds is there again. */
function isThere(exec: Execution, { trigger }: Incident, elements: MovedElement[]): boolean {
  const id = trigger.elementInstance;
  const timers =
    elements.find(({ elementInstance }) => elementInstance === id)?.timers ?? (id === undefined ? [] : exec.instance(id)?.timers);
  return timers?.some((timer) => timer.id === trigger.timer) ?? false;
}

function willAct(exec: Execution, fact: Migrated, moved: MovedElement[]): boolean {
  const waits = new Map(
    moved.map(({ elementInstance, timers, subscriptions, conditions }) => [elementInstance, { timers, subscriptions, conditions }]),
  );
  const instances = Object.values(exec.state.elements).map((instance) => {
    const again = waits.get(instance.id);
    return {
      ...instance,
      timers: again?.timers ?? instance.timers,
      subscriptions: again?.subscriptions ?? instance.subscriptions,
      conditions: again?.conditions ?? instance.conditions,
    };
  });
  return hasNextAction(exec, instances, fact.from);
}

/** A stage that the old version does not know follows the elements, as in any migration. */
function stageOfOld(exec: Execution, { mapping, positions }: Move): MigrationReason[] {
  const { stage } = exec.state;
  if (stage === undefined || mapping.to.stages.some(({ id }) => id === stage)) return [];
  const next = nextStage(exec.state, mapping, positions.values());
  if (!next) return [];
  return 'reason' in next ? [next.reason] : moveStage(exec, next.by);
}
