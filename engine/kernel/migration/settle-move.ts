import type { CompiledElement, MigrationReason, WaitChoice } from '../../contract/index.ts';
import type { UserTaskConfig } from '../../elements/user-task/config.ts';
import { behaviourOf } from '../behaviours.ts';
import { checkConditionsOf } from '../conditions.ts';
import type { Execution } from '../execution.ts';
import { hasNextAction } from '../next-action.ts';
import { askJoins } from '../settle.ts';
import { checkStage, enterStage } from '../stages.ts';
import { type StuckJoin, stuckJoins } from './arrived.ts';
import type { Move } from './plan-move.ts';
import type { Position } from './positions.ts';
import { reason } from './reasons.ts';
import { reviseTask } from './revise-task.ts';
import { reviseWaits } from './revise-waits.ts';

/** Joins that could never go on, as the case stands in the version it is in now. */
export function stuckBefore(exec: Execution, { positions }: Move): StuckJoin[] {
  return stuckJoins(
    exec,
    scopesOf(positions.values(), ({ instance, index }) => ({ id: instance.id, inside: instance.element, index })),
  );
}

/** Those that the move would make so; what was stuck before is no reason to stay. */
export function newlyStuck(exec: Execution, { positions, mapping }: Move, before: StuckJoin[]): MigrationReason[] {
  const known = new Set(before.map(({ scope, gateway }) => `${scope} ${mapping.target(gateway)}`));
  const now = stuckJoins(
    exec,
    scopesOf(positions.values(), ({ instance, process, id }) => ({ id: instance.id, inside: id, index: process })),
  );
  return now.flatMap(({ scope, gateway, flow }) => {
    if (known.has(`${scope} ${gateway}`)) return [];
    const position = positions.get(scope);
    const name = position?.process.flows.get(flow)?.name ?? flow;
    return reason('joinStuck', { element: position?.process.element(gateway) }, { flow: name });
  });
}

function scopesOf<T>(positions: Iterable<Position>, at: (position: Position) => T): T[] {
  return [...positions].filter(({ target }) => target === undefined || behaviourOf(target.kind).isScope).map(at);
}

/** Tasks and waits take what their new models say; reasons where a rule cannot be evaluated. */
export function revise(exec: Execution, move: Move, ids: Iterable<number>, choiceOf: (element: string) => WaitChoice): MigrationReason[] {
  const reasons: MigrationReason[] = [];
  for (const id of ids) {
    const position = move.positions.get(id);
    const waits = move.waits.get(id);
    if (!position || !waits) continue;
    const { old, target, instance } = position;
    if (instance.task && old && target) {
      const failure = reviseTask(exec, id, old as CompiledElement<UserTaskConfig>, choiceOf(old.id));
      if (failure) reasons.push(reason('expression', { element: old, instance }, { problem: failure.message }));
    }
    const failed = reviseWaits(exec, id, waits, choiceOf);
    if (failed) reasons.push(reason('expression', { element: failed.event, instance }, { problem: failed.failure.message }));
  }
  return reasons;
}

/** Into the stage that the element lies in; the fields it asks for must be there as everywhere. */
export function moveStage(exec: Execution, { instance, target }: Position): MigrationReason[] {
  if (!target) return [];
  const refused = checkStage(exec, instance.id, target);
  if (refused) {
    const fields = (refused.rejection.fields ?? []).map(({ path }) => path);
    return [reason('stageFields', { element: target, instance }, { fields })];
  }
  enterStage(exec, target);
  return [];
}

/** Joins that have all they need now go on; those of a suspended case when it does. */
export function goOn(exec: Execution, { positions, waits }: Move): void {
  if (!exec.state.suspended) for (const { instance } of positions.values()) askJoins(exec, instance.id);
  // A condition that is true already, of an event that is new, happens at once.
  for (const [id, { added }] of waits) if (added.length > 0) while (exec.instance(id) && checkConditionsOf(exec, id));
  exec.run();
}

/** A case that nobody and nothing would act on stays where it is; one held by an incident has its next action there. */
export function idle(exec: Execution): MigrationReason[] {
  const { state } = exec;
  if (state.suspended || state.status !== 'open' || Object.keys(state.incidents).length > 0 || hasNextAction(exec)) return [];
  return [reason('noNextAction', {})];
}
