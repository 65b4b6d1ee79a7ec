import type { CompiledElement, ConditionState, Trigger } from '../contract/index.ts';
import type { ConditionalConfig } from '../triggers/conditional/config.ts';
import { triggersIn } from '../triggers/multiple/parts.ts';
import { happen, isRepeatable } from './dispatch.ts';
import type { Execution } from './execution.ts';

/**
 * Conditional events (BPMN 2.0.2, 10.5.5): asked when nothing moves any more, so that what one command changes is seen as a whole. A condition
 * that cannot be evaluated yet, because a variable is not there, does not hold. True when one happened.
 */
export function checkConditions(exec: Execution): boolean {
  // Asked again when the case goes on.
  if (exec.state.suspended) return false;
  return Object.values(exec.state.elements).some((instance) => instance.conditions !== undefined && checkConditionsOf(exec, instance.id));
}

/** The same for one instance: right after arming, before anything in it moves. */
export function checkConditionsOf(exec: Execution, id: number): boolean {
  if (exec.state.suspended) return false;
  for (const condition of exec.instance(id)?.conditions ?? []) {
    const element = exec.processOf(id).element(condition.element);
    const holds = ask(exec, id, element, condition);
    if (holds === condition.holds) continue;
    change(exec, id, condition, holds);
    if (holds) return true;
  }
  return false;
}

function ask(exec: Execution, id: number, element: CompiledElement, { part }: ConditionState): boolean {
  const trigger = triggersIn(element)[part ?? 0] as Trigger<ConditionalConfig>;
  const asked = exec.data.evaluate(id, trigger.config.condition);
  return asked.ok && asked.value === true;
}

function change(exec: Execution, host: number, condition: ConditionState, holds: boolean): void {
  const { id, element } = condition;
  if (holds && !isRepeatable(exec, host, element)) {
    exec.cause = exec.emit({ type: 'conditionClosed', version: 1, elementInstance: host, condition: id });
  } else {
    exec.cause = exec.emit({ type: 'conditionChanged', version: 1, elementInstance: host, condition: id, element, holds });
  }
  if (holds) happen(exec, host, { condition });
}
