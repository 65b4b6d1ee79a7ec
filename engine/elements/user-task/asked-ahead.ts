import type { CompiledElement, CompiledPackage, Stage } from '../../contract/process.ts';
import { type ExpressionEnv, evaluate } from '../../expression/index.ts';
import { type ProcessIndex, processOf } from '../../model/index-process.ts';
import type { UserTaskConfig } from './config.ts';

export interface AskedAhead {
  field: string;
  stage: Stage;
}

/**
 * What the stages behind an outcome ask for, to be said while the form is filled rather than after it was sent. Looks through exclusive
 * gateways as far as the outcome alone decides; whatever needs more than that is left to the guard of the stage (`checkStage`).
 * `stage`: where the case stands.
 */
export function askedAhead(
  pkg: CompiledPackage,
  task: CompiledElement<UserTaskConfig>,
  outcome: string,
  stage: string | null,
  env: ExpressionEnv,
): AskedAhead[] {
  const written = new Set(task.outputs.map(({ target }) => target));
  const asked: AskedAhead[] = [];
  let current = stage;
  for (const element of surelyEntered(processOf(task, pkg), task, { [task.config.outcomeVariable]: outcome }, env)) {
    if (element.stage === undefined || element.stage === current) continue;
    current = element.stage;
    const entered = pkg.stages.find((each) => each.id === current);
    for (const { field, when } of entered?.requiredFields ?? [])
      if (entered && when === undefined && !written.has(field)) asked.push({ field, stage: entered });
  }
  return asked;
}

type Outcome = { [variable: string]: string };

/** What is entered behind the task, up to the first element that is no exclusive gateway or to a choice that the outcome does not decide. */
function surelyEntered(process: ProcessIndex, task: CompiledElement, outcome: Outcome, env: ExpressionEnv): CompiledElement[] {
  const entered: CompiledElement[] = [];
  let at: CompiledElement | undefined = task;
  while (at) {
    const way: string | undefined = at === task ? onlyFlow(process, at) : firstHolding(process, at, outcome, env);
    at = way === undefined ? undefined : process.element(process.flow(way).target);
    if (!at || entered.includes(at)) return entered;
    entered.push(at);
    if (at.kind !== 'exclusive-gateway') return entered;
  }
  return entered;
}

function onlyFlow(process: ProcessIndex, { outgoing }: CompiledElement): string | undefined {
  const [only] = outgoing;
  return outgoing.length === 1 && only !== undefined && process.flow(only).condition === undefined ? only : undefined;
}

/** As the gateway decides: in document order, the default last. A condition over other names cannot be told yet. */
function firstHolding(process: ProcessIndex, gateway: CompiledElement, outcome: Outcome, env: ExpressionEnv): string | undefined {
  for (const id of gateway.outgoing) {
    if (id === gateway.defaultFlow) continue;
    const { condition } = process.flow(id);
    if (condition === undefined) return id;
    const held = evaluate(condition, outcome, env);
    if (!held.ok) return undefined;
    if (held.value === true) return id;
  }
  return gateway.defaultFlow;
}
