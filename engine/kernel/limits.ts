import type { TimerState } from '../contract/index.ts';
import type { Execution } from './execution.ts';
import { bad, type Failure } from './failure.ts';
import { getOwn } from './own.ts';

/** Limits at which an activation is parked: the steps of one command, and what stands in the case at once without being parked. */
export type LimitCode = 'stepLimit' | 'openLimit';

/** The limit that the activation about to be made goes over. It counts as a step of the command. */
export function countActivation(exec: Execution): LimitCode | undefined {
  if (exec.step() > exec.ctx.limits.steps) return 'stepLimit';
  return isOver(exec) ? 'openLimit' : undefined;
}

/** Nothing begins: as many again as may stand may be parked, not more, or what goes round and forks would park more with each round. */
function isOver(exec: Execution): boolean {
  return exec.children.open >= 2 * exec.ctx.limits.open || isFull(exec);
}

/** No more may stand in the case at once. */
export function isFull({ children, ctx, standing, state, facts }: Execution): boolean {
  return children.open >= ctx.limits.open && standing.reach(ctx.limits.open, state, facts);
}

export function isLimit(code: string): code is LimitCode {
  return code === 'stepLimit' || code === 'openLimit';
}

/** One incident holds all that is parked, by whichever limit; its retry lets as many go on as there is room for. That of a timer is its own. */
export function raiseLimit(exec: Execution, id: number, code: LimitCode): void {
  if (Object.values(exec.state.incidents).some(({ code: told, trigger }) => isLimit(told) && trigger.kind === 'activate')) return;
  exec.raise({ code, message: messages[code](exec) }, { kind: 'activate', elementInstance: id });
}

/** Why a timer does not fire that comes again and again: each time it would leave one more standing there. */
export function overOpen(exec: Execution, timer: TimerState): Failure | undefined {
  if (!isOver(exec)) return undefined;
  const { open } = exec.ctx.limits;
  const message = `The timer "${timer.rule}" was not fired: it comes again and again, and more than ${open} elements would be open in this case at once. End what it began, then retry: it is fired. If this is honest work, the setting OPEN_ELEMENTS raises the limit.`;
  return bad('openLimit', message).failure;
}

const messages: { [code in LimitCode]: (exec: Execution) => string } = {
  stepLimit: ({ ctx }) =>
    `More than ${ctx.limits.steps} steps in one command: the process may run in a circle without waiting. Mend it, or retry to let it go on.`,
  openLimit: ({ ctx }) =>
    `More than ${ctx.limits.open} elements would be open in this case at once: the process may fork in a circle. Mend it, or retry to let it go on. If this is honest work, the setting OPEN_ELEMENTS raises the limit.`,
};

/** The one that carried the incident of a limit has ended: another of those that stand there carries it on. */
export function retellLimit(exec: Execution): void {
  const ended = exec.facts.flatMap((fact) => (fact.type === 'incidentResolved' && fact.how === 'obsolete' ? [fact.incident] : []));
  if (ended.length === 0 || exec.state.status !== 'open') return;
  const told = new Set(Object.values(exec.state.incidents).map((incident) => incident.elementInstance));
  const left = Object.values(exec.state.elements).find(({ id, lifecycle }) => lifecycle === 'activating' && !told.has(id));
  if (left) raiseLimit(exec, left.id, ended.map((id) => codeOf(exec, id)).find(isLimit) ?? 'stepLimit');
}

function codeOf(exec: Execution, id: number): string {
  const raised = exec.facts.find(({ number }) => number === id);
  return (raised?.type === 'incidentRaised' ? raised.incident : getOwn(exec.before?.incidents, String(id)))?.code ?? '';
}
