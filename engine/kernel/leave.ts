import type { Variables } from '../contract/json.ts';
import type { CompiledElement, SequenceFlow } from '../contract/process.ts';
import type { Visit } from './behaviour.ts';
import { bad, good, type Result } from './failure.ts';
import type { LiveVisit } from './visit.ts';

/** Outgoing flows in document order. */
export function outgoing(visit: Visit): SequenceFlow[] {
  const index = (visit as LiveVisit).exec.processOf(visit.id);
  return visit.element.outgoing.map((id) => index.flow(id));
}

/** Does the flow's condition hold? Anything but true is no; a flow without a condition holds. */
export function holds(visit: Visit, flow: SequenceFlow, extra?: Variables): Result<boolean> {
  if (flow.condition === undefined) return good(true);
  const value = visit.evaluate(flow.condition, extra);
  if (value.ok) return good(value.value === true);
  return bad(value.failure.code, `condition of flow ${flow.name ?? flow.id}: ${value.failure.message}`);
}

/** Every flow whose condition holds (an implicit split); none: the default; no default either: a failure. */
export function leaveByConditions(visit: Visit): Result<string[]> {
  const { outgoing: ids, defaultFlow } = visit.element;
  if (ids.length === 0) return good([]);
  const taken: string[] = [];
  for (const flow of outgoing(visit)) {
    if (flow.id === defaultFlow) continue;
    const held = holds(visit, flow);
    if (!held.ok) return held;
    if (held.value) taken.push(flow.id);
  }
  if (taken.length > 0) return good(taken);
  return defaultFlow !== undefined && ids.includes(defaultFlow) ? good([defaultFlow]) : noFlow(visit);
}

/** The first flow whose condition holds, else the default. */
export function leaveByFirst(visit: Visit): Result<string[]> {
  const { outgoing: ids, defaultFlow } = visit.element;
  if (ids.length === 0) return good([]);
  for (const flow of outgoing(visit)) {
    if (flow.id === defaultFlow) continue;
    const held = holds(visit, flow);
    if (!held.ok) return held;
    if (held.value) return good([flow.id]);
  }
  return defaultFlow !== undefined && ids.includes(defaultFlow) ? good([defaultFlow]) : noFlow(visit);
}

export function noFlow({ element }: Visit): Result<string[]> {
  return bad('noFlow', `No way on from "${element.name ?? element.id}" (${element.id}): no condition holds and there is no default flow`);
}

export function targetOf(visit: Visit, flow: SequenceFlow): CompiledElement {
  return (visit as LiveVisit).exec.processOf(visit.id).element(flow.target);
}
