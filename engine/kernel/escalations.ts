import type { Variables } from '../contract/index.ts';
import type { EscalationConfig } from '../triggers/escalation/config.ts';
import { catcherOf, catchingElement, letCatch } from './catchers.ts';
import type { Execution } from './execution.ts';

/**
 * Tells what stands around `from` that something has to be looked at (BPMN 2.0.2, 10.5.7). The innermost event that fits catches it, and only
 * that one; an interrupting one ends what it stands on. Nobody has to catch it: the thrower then simply goes on.
 */
export function escalate(exec: Execution, from: number, { code, variables }: { code: string; variables?: Variables }): void {
  const caught = catcherOf(exec, from, 'escalation', code);
  exec.cause = exec.emit({
    type: 'escalationThrown',
    version: 1,
    code,
    elementInstance: from,
    ...(caught ? { caughtBy: catchingElement(caught).id } : {}),
  });
  if (!caught) return;
  reportCall(exec, caught.host);
  const { codeVariable } = caught.trigger.config as EscalationConfig;
  letCatch(exec, caught, from, { ...variables, ...(codeVariable ? { [codeVariable]: code || null } : {}) });
}

/** What escalates out of a call brings the call's outputs along, as its end would: who catches it may need them. */
function reportCall(exec: Execution, host: number): void {
  const call = exec.instance(host);
  const element = call && exec.elementOf(call);
  if (!call || call.parent === null || element?.kind !== 'call-activity' || element.outputs.length === 0) return;
  const [called] = exec.children.of(host);
  const variables = called === undefined ? undefined : exec.instance(called)?.variables;
  const failure = (variables && exec.data.setLocal(host, variables)) ?? exec.data.write(host, call.parent, element.outputs);
  if (failure) exec.raise(failure, { kind: 'none', elementInstance: host });
}
