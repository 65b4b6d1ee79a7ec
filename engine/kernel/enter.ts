import type { CompensationEntry, CompiledElement, ElementInstance, Json, LoopDefinition, Variables } from '../contract/index.ts';
import { armBoundary, prepareBoundary } from '../traits/boundary.ts';
import { beginLoop, isRound, roundVariables } from '../traits/loop/run.ts';
import { behaviourOf } from './behaviours.ts';
import { askIfDone, completeElement } from './complete.ts';
import type { Execution } from './execution.ts';
import { type Failure, good } from './failure.ts';
import { countActivation, raiseLimit } from './limits.ts';
import type { ProcessIndex } from './model-index.ts';
import type { Entry } from './moving.ts';
import { getOwn } from './own.ts';
import { fireJoins } from './settle.ts';
import { checkStage, enterStage } from './stages.ts';

/** A token comes into an element: it waits at a join, or an element instance begins. */
export function enter(exec: Execution, entry: Entry): void {
  if (!exec.instance(entry.scope)) return;
  exec.cause = entry.cause;
  const index = exec.processOf(entry.scope);
  const element = index.element(entry.element);
  if (entry.loopCounter !== undefined) {
    beginRound(exec, entry.scope, index, element, entry.loopCounter);
    return;
  }
  const { join } = behaviourOf(element.kind);
  const alone = !join || element.incoming.length < 2;
  if (entry.flow === undefined || (alone && element.startQuantity === undefined)) {
    activate(exec, entry.scope, index, element, entry.flow);
    return;
  }
  exec.emit({ type: 'tokenArrived', version: 1, gateway: element.id, flow: entry.flow, scope: entry.scope });
  if (!join) takeQuantity(exec, entry.scope, index, element);
  else if (join.when === 'arrival') fireJoins(exec, entry.scope, index, element);
}

/** An activity that takes several tokens begins when they are there, whichever flows they came by (BPMN 2.0.2, 13.3.2). True when it did. */
export function takeQuantity(exec: Execution, scope: number, index: ProcessIndex, element: CompiledElement): boolean {
  const waiting = getOwn(exec.instance(scope)?.arrived, element.id) ?? {};
  const flows: { [flow: string]: number } = {};
  let missing = element.startQuantity ?? 1;
  for (const flow of element.incoming) {
    const taken = Math.min(missing, getOwn(waiting, flow) ?? 0);
    if (taken > 0) flows[flow] = taken;
    missing -= taken;
  }
  if (missing > 0) return false;
  exec.cause = exec.emit({ type: 'tokensJoined', version: 1, gateway: element.id, scope, flows });
  activate(exec, scope, index, element);
  return true;
}

/** Begins an element instance: guard of its stage, inputs, behaviour, boundary events. */
export function activate(
  exec: Execution,
  scope: number,
  index: ProcessIndex,
  element: CompiledElement,
  flow?: string,
  memo?: { [key: string]: Json },
): void {
  const over = countActivation(exec);
  const inputs = over || element.loop ? noInputs : readInputs(exec, scope, element);
  const id = exec.emit({
    type: 'elementActivated',
    version: 1,
    element: element.id,
    process: index.process.id,
    parent: scope,
    ...(flow === undefined ? {} : { flow }),
    ...(inputs.ok && inputs.variables ? { variables: inputs.variables } : {}),
    ...(over ? { parked: true } : {}),
  });
  exec.cause = id;
  if (memo) exec.emit({ type: 'memoSet', version: 1, elementInstance: id, memo });
  if (over) raiseLimit(exec, id, over);
  else if (!inputs.ok) park(exec, id, inputs.failure);
  else begin(exec, id, element);
}

/** Begins one round of a repeated activity: the element's inputs are read for each, seeing its number and its item. */
function beginRound(exec: Execution, body: number, index: ProcessIndex, element: CompiledElement, loopCounter: number): void {
  const own = roundVariables(element.loop as LoopDefinition, exec.instance(body) as ElementInstance, loopCounter);
  const over = countActivation(exec);
  const inputs = over ? noInputs : readInputs(exec, body, element, own);
  const id = exec.emit({
    type: 'elementActivated',
    version: 2,
    element: element.id,
    process: index.process.id,
    parent: body,
    loopCounter,
    variables: inputs.ok ? { ...own, ...inputs.variables } : own,
    ...(over ? { parked: true } : {}),
  });
  exec.cause = id;
  if (over) raiseLimit(exec, id, over);
  else if (!inputs.ok) park(exec, id, inputs.failure);
  else begin(exec, id, element);
}

/**
 * Begins what compensates an entry: a handler, in the scope of the activity it undoes, or (no `handler`) the scope that had completed, which
 * stands again with the variables it had.
 */
export function beginCompensating(
  exec: Execution,
  holder: number,
  scope: number,
  entry: CompensationEntry,
  handler: CompiledElement | null,
): number {
  const { element, process, packageHash, variables } = entry;
  const inputs = handler && !handler.loop ? readInputs(exec, scope, handler, variables) : noInputs;
  const own = inputs.ok && inputs.variables ? { ...variables, ...inputs.variables } : variables;
  const id = exec.emit({
    type: 'elementActivated',
    version: 4,
    element: handler?.id ?? element,
    process,
    ...(packageHash === undefined || handler ? {} : { packageHash }),
    parent: scope,
    ...(own === undefined ? {} : { variables: own }),
    compensates: holder,
    entry: entry.id,
  });
  exec.cause = id;
  if (!inputs.ok) park(exec, id, inputs.failure);
  else if (handler) begin(exec, id, handler);
  return id;
}

/** Does a parked activation again. */
export function reactivate(exec: Execution, id: number): void {
  const instance = exec.instance(id);
  const element = instance && exec.elementOf(instance);
  if (!instance || !element) return;
  exec.cause = exec.nextNumber - 1;
  const { occurred, payload } = instance.memo ?? {};
  const repeats = element.loop !== undefined && !isRound(instance);
  const inputs = occurred || repeats ? noInputs : readInputs(exec, instance.parent as number, element, instance.variables, id);
  if (!inputs.ok) {
    park(exec, id, inputs.failure);
    return;
  }
  if ('variables' in inputs && inputs.variables) exec.emit({ type: 'variablesSet', version: 1, scope: id, variables: inputs.variables });
  if (occurred) beginOccurred(exec, id, element, payload as Variables | undefined);
  else begin(exec, id, element);
}

function begin(exec: Execution, id: number, element: CompiledElement): void {
  if (!passStage(exec, id, element)) return;
  const visit = exec.visit(id);
  const round = isRound(visit.instance);
  const boundary = round ? good([]) : prepareBoundary(visit);
  if (!boundary.ok) {
    park(exec, id, boundary.failure);
    return;
  }
  if (element.loop && !round) {
    const failure = beginLoop(visit, element.loop);
    if (failure) {
      park(exec, id, failure);
      return;
    }
    armBoundary(exec, id, boundary.value);
    askIfDone(exec, id);
    return;
  }
  const behaviour = behaviourOf(element.kind);
  const failure = behaviour.activate ? behaviour.activate(visit) : void completeElement(exec, id);
  if (failure) park(exec, id, failure);
  else armBoundary(exec, id, boundary.value);
}

/**
 * An event that was waited for elsewhere (boundary, event-based gateway, event subprocess) happens: its instance begins and
 * has nothing to wait for.
 */
export function occur(exec: Execution, scope: number, element: CompiledElement, how: { flow?: string; payload?: Variables } = {}): number {
  const over = countActivation(exec);
  const id = exec.emit({
    type: 'elementActivated',
    version: 1,
    element: element.id,
    process: exec.processOf(scope).process.id,
    parent: scope,
    ...(how.flow === undefined ? {} : { flow: how.flow }),
    ...(over ? { parked: true } : {}),
  });
  exec.cause = id;
  if (over) {
    rememberOccurred(exec, id, how.payload);
    raiseLimit(exec, id, over);
  } else beginOccurred(exec, id, element, how.payload);
  return id;
}

function beginOccurred(exec: Execution, id: number, element: CompiledElement, payload?: Variables): void {
  if (passStage(exec, id, element, () => rememberOccurred(exec, id, payload))) completeElement(exec, id, payload);
}

/** So that the retry does not wait for the event again. */
function rememberOccurred(exec: Execution, id: number, payload: Variables | undefined): void {
  exec.emit({ type: 'memoSet', version: 1, elementInstance: id, memo: { occurred: true, ...(payload ? { payload } : {}) } });
}

/** The guard of the stage; a command somebody waits for is refused as a whole, else the activation is parked. */
function passStage(exec: Execution, id: number, element: CompiledElement, beforeParking?: () => void): boolean {
  if (element.stage === undefined || isForeign(exec, id)) return true;
  const refused = checkStage(exec, id, element);
  if (refused) {
    if (exec.manner.asked) exec.reject(refused.rejection);
    else {
      beforeParking?.();
      park(exec, id, refused.failure);
    }
    return false;
  }
  enterStage(exec, element);
  return true;
}

/** Of a package that is called: its columns are not those of this case's record. */
function isForeign(exec: Execution, id: number): boolean {
  const instance = exec.instance(id);
  return instance !== undefined && exec.packageOf(instance).key !== exec.packageBy(exec.state.packageHash).key;
}

function park(exec: Execution, id: number, failure: Failure): void {
  if (exec.instance(id)) exec.raise(failure, { kind: 'activate', elementInstance: id });
}

type Inputs = { ok: true; variables?: Variables } | { ok: false; failure: Failure };

const noInputs: Inputs = { ok: true };

/** `into`: the instance they will be written to, when there is one already. */
function readInputs(exec: Execution, scope: number, element: CompiledElement, own: Variables = {}, into = -1): Inputs {
  if (element.inputs.length === 0) return noInputs;
  const variables: Variables = {};
  for (const { source, target } of element.inputs) {
    const value = exec.data.evaluate(scope, source, { ...own, ...variables });
    if (!value.ok) return { ok: false, failure: { ...value.failure, message: `input ${target}: ${value.failure.message}` } };
    variables[target] = value.value;
  }
  const failure = exec.data.admit(Object.entries(variables), new Map([[into, variables]]));
  return failure ? { ok: false, failure } : { ok: true, variables };
}
