import type { CompiledElement, ElementInstance, Json, LoopDefinition, Variables } from '../../contract/index.ts';
import { triggerOf } from '../../kernel/behaviours.ts';
import { askIfDone, leaveElement, parkCompletion } from '../../kernel/complete.ts';
import type { Execution } from '../../kernel/execution.ts';
import type { Failure } from '../../kernel/failure.ts';
import { terminateElement } from '../../kernel/terminate.ts';
import type { LiveVisit } from '../../kernel/visit.ts';
import { planLoop } from './plan.ts';

/**
 * A repeated activity is one element instance, the body, which has the boundary events and the way out, with an instance of the same
 * element in it for each round. Rounds are tokens on their way into the body, so that ten thousand of them need no deep stack.
 */
export function beginLoop(visit: LiveVisit, loop: LoopDefinition): Failure | undefined {
  const planned = planLoop(visit, loop);
  if (!planned.ok) return planned.failure;
  visit.emit({ type: 'loopStarted', version: 1, elementInstance: visit.id, loop: planned.value });
  return undefined;
}

/** One round of a repeated activity. */
export function isRound(instance: ElementInstance): boolean {
  return instance.loopCounter !== undefined;
}

/** What a round sees of its own: its number, and its item. */
export function roundVariables(loop: LoopDefinition, body: ElementInstance, counter: number): Variables {
  if (loop.kind === 'standard') return { loopCounter: counter };
  const { items } = body.loop ?? {};
  const { outputItem } = loop;
  return {
    // A result that is a plain variable belongs to its round: rounds beside it do not overwrite it.
    ...(outputItem !== undefined && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(outputItem) ? { [outputItem]: null } : {}),
    ...(items ? { [loop.item ?? 'item']: items[counter - 1] as Json } : {}),
    loopCounter: counter,
  };
}

/**
 * Goes on with whatever is next: begins rounds, or ends. Depends on the state alone, so that a retry after an incident, a round taken
 * away by hand and a round that completed all ask the same, by `askIfDone`.
 */
export function advanceLoop(exec: Execution, id: number): Failure | undefined {
  const instance = exec.instance(id);
  const element = instance && exec.elementOf(instance);
  const { loop: state } = instance ?? {};
  // Its own event had something undone and waits for it.
  if (!element?.loop || !state || instance?.compensation) return undefined;
  const active = exec.children.of(id).size + exec.children.expectedIn(id);
  const { loop } = element;
  if (loop.kind === 'standard') {
    return active === 0 ? advanceStandard(exec, id, element, loop, state.started) : undefined;
  }
  const done = state.completed > 0 && loop.completion !== undefined ? exec.data.evaluate(id, loop.completion) : null;
  if (done && !done.ok) return { ...done.failure, message: `completion condition: ${done.failure.message}` };
  const total = state.total ?? 0;
  if (done?.value === true || (state.started + exec.children.expectedIn(id) >= total && active === 0)) {
    exec.forget(id);
    for (const round of [...exec.children.of(id)]) terminateElement(exec, round, 'completionCondition');
    endLoop(exec, id, element);
  } else if (!loop.sequential) {
    for (let counter = state.started + exec.children.expectedIn(id) + 1; counter <= total; counter += 1) startRound(exec, id, counter);
  } else if (active === 0) {
    startRound(exec, id, state.started + 1);
  }
  return undefined;
}

function advanceStandard(
  exec: Execution,
  id: number,
  element: CompiledElement,
  loop: Extract<LoopDefinition, { kind: 'standard' }>,
  begun: number,
): Failure | undefined {
  const limit = exec.instance(id)?.loop?.total;
  const asked = begun > 0 || loop.testBefore;
  if (typeof limit === 'number' && begun >= limit) endLoop(exec, id, element);
  else if (!asked || loop.condition === undefined) startRound(exec, id, begun + 1);
  else {
    const again = exec.data.evaluate(id, loop.condition);
    if (!again.ok) return { ...again.failure, message: `loop condition: ${again.failure.message}` };
    if (again.value === true) startRound(exec, id, begun + 1);
    else endLoop(exec, id, element);
  }
  return undefined;
}

function startRound(exec: Execution, id: number, loopCounter: number): void {
  exec.enqueue({ scope: id, element: exec.instance(id)?.element ?? '', cause: exec.cause, loopCounter });
}

/** A round is over: its result is kept, the events of the loop are thrown, and the loop goes on. */
export function completeRound(exec: Execution, id: number, end: () => number): void {
  const round = exec.instance(id) as ElementInstance;
  const body = round.parent as number;
  const element = exec.elementOf(round) as CompiledElement;
  const loop = element.loop as LoopDefinition;
  const outputItem = loop.kind === 'multi-instance' ? loop.outputItem : undefined;
  const output = outputItem === undefined ? undefined : exec.data.evaluate(id, outputItem);
  if (output && !output.ok) {
    parkCompletion(exec, id, { ...output.failure, message: `result of a round: ${output.failure.message}` }, { leaving: true });
    return;
  }
  end();
  exec.emit({
    type: 'loopRoundCompleted',
    version: 1,
    elementInstance: body,
    loopCounter: round.loopCounter ?? 1,
    ...(output ? { output: output.value } : {}),
  });
  const failure = loop.kind === 'multi-instance' ? throwEvents(exec, body, loop) : undefined;
  if (failure) exec.raise(failure, { kind: 'ask', elementInstance: body });
  else askIfDone(exec, body);
}

function throwEvents(exec: Execution, body: number, loop: Extract<LoopDefinition, { kind: 'multi-instance' }>): Failure | undefined {
  for (const { at, condition, trigger } of loop.events) {
    const state = exec.instance(body)?.loop;
    if (!state) return undefined;
    if (at === 'first' && state.completed > 1) continue;
    const wanted = condition === undefined ? null : exec.data.evaluate(body, condition);
    if (wanted && !wanted.ok) return wanted.failure;
    if (wanted && wanted.value !== true) continue;
    const failure = triggerOf(trigger.kind).throw?.(trigger.config, exec.visit(body));
    if (failure) return failure;
  }
  return undefined;
}

/** The results are kept and the activity is left. What fails is done again by the retry, which asks no condition any more. */
export function endLoop(exec: Execution, id: number, element: CompiledElement): void {
  const { loop } = element;
  const body = exec.instance(id) as ElementInstance;
  const outputs = body.loop?.outputs;
  const failure =
    loop?.kind === 'multi-instance' && loop.outputCollection !== undefined && outputs
      ? exec.data.set(body.parent as number, { [loop.outputCollection]: outputs })
      : undefined;
  if (failure) parkCompletion(exec, id, failure, { over: true });
  else leaveElement(exec, id, element);
}
