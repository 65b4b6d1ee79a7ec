import type { DecideContext, InstanceState, Rejection } from '../../contract/index.ts';
import type { AdHocSubProcessConfig } from '../../elements/ad-hoc-sub-process/config.ts';
import { enabled, finishAdHoc } from '../../elements/ad-hoc-sub-process/run.ts';
import { Execution } from '../execution.ts';
import { isHeld } from '../held.ts';
import { refuse } from '../rejection.ts';
import type { LiveVisit } from '../visit.ts';
import type { Handler } from './handler.ts';
import { isCandidate, mayDirect } from './rights.ts';

/** Begins one of the activities that are open to choice. */
export const startAdHoc: Handler<'startAdHoc'> = (exec, { scope, element }) => {
  const visit = openAdHoc(exec, scope);
  if ('ok' in visit) return visit;
  const choices = enabled(visit);
  if (choices.some(({ id }) => id === element)) {
    exec.enqueue({ scope, element, cause: exec.cause });
    return undefined;
  }
  const open = choices.map(({ id }) => id).join(', ');
  return refuse('invalidCommand', `"${element.slice(0, 100)}" cannot be begun now. ${open ? `These can: ${open}` : 'Nothing can'}`, {
    element: visit.element.id,
  });
};

/** Says that the subprocess is done. */
export const completeAdHoc: Handler<'completeAdHoc'> = (exec, { scope }) => {
  const visit = openAdHoc(exec, scope);
  if ('ok' in visit) return visit;
  finishAdHoc(visit);
  return undefined;
};

/** Ids of the activities that may be begun now: what an inbox offers. */
export function enabledIn(state: InstanceState, scope: number, ctx: DecideContext): string[] {
  const instance = state.elements[scope];
  if (!instance || isHeld(state, instance)) return [];
  return enabled(new Execution(state, ctx).visit(scope) as LiveVisit<AdHocSubProcessConfig>).map(({ id }) => id);
}

function openAdHoc(exec: Execution, id: number): LiveVisit<AdHocSubProcessConfig> | Rejection {
  const instance = exec.instance(id);
  if (!instance || exec.elementOf(instance)?.kind !== 'ad-hoc-sub-process') {
    return refuse('notFound', `There is no open ad-hoc subprocess ${id}`);
  }
  if (isHeld(exec.state, instance)) {
    const what = { activating: 'has not begun', completing: 'is ending' }[instance.lifecycle as string] ?? 'is held';
    return refuse('guard', `The subprocess ${what}: its incident has to be settled first`, { element: instance.element });
  }
  const visit = exec.visit(id) as LiveVisit<AdHocSubProcessConfig>;
  const { lane } = visit.element;
  const { actor } = exec.ctx;
  if (exec.manner.overridden || mayDirect(actor) || isCandidate(actor, lane === undefined ? [] : [lane])) return visit;
  return refuse('forbidden', `The steps of "${visit.element.name ?? visit.element.id}" are for ${lane}`, { element: visit.element.id });
}
