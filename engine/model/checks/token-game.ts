import type { CompiledElement } from '../../contract/process.ts';
import type { BoundaryEventConfig } from '../../elements/boundary-event/config.ts';
import type { EndEventConfig } from '../../elements/end-event/config.ts';
import type { ProcessIndex } from '../index-process.ts';

/** Tokens on flows, at most two counted on each; conditions are ignored, every choice is tried. */
type Marking = ReadonlyMap<string, number>;

export interface Explored {
  /** False: there were more states than the limit, and nothing is known for sure. */
  complete: boolean;
  /** Elements that were entered in some state. */
  entered: Set<string>;
  /** Flows that held a token in some state. */
  marked: Set<string>;
}

const maxStates = 4_000;
const maxTokens = 2;

/** Plays every path through one scope, from each of these starts, without looking at data. */
export function explore(starts: CompiledElement[], index: ProcessIndex): Explored {
  const result: Explored = { complete: true, entered: new Set(), marked: new Set() };
  const seen = new Set<string>();
  const waiting: Marking[] = starts.flatMap((start) => leavings(start, index).map((flows) => moved(new Map(), [], flows)));
  for (let marking = waiting.pop(); marking; marking = waiting.pop()) {
    const key = [...marking]
      .map(([flow, count]) => `${flow}*${count}`)
      .sort()
      .join(' ');
    if (seen.has(key)) continue;
    if (seen.size >= maxStates) return { ...result, complete: false };
    seen.add(key);
    for (const flow of marking.keys()) result.marked.add(flow);
    for (const element of targets(marking, index)) {
      for (const taken of entries(element, marking, index)) {
        result.entered.add(element.id);
        if (ends(element)) waiting.push(new Map());
        else for (const flows of leavings(element, index)) waiting.push(moved(marking, taken, flows));
      }
    }
  }
  return result;
}

/** What the tokens may enter next. An element that is refused anyway is not there. */
function targets(marking: Marking, index: ProcessIndex): Set<CompiledElement> {
  return new Set([...marking.keys()].flatMap((flow) => index.elements.get(index.flow(flow).target) ?? []));
}

/** Ways to enter an element now: the flows a token is taken from. */
function entries(element: CompiledElement, marking: Marking, index: ProcessIndex): string[][] {
  const here = element.incoming.filter((flow) => marking.has(flow));
  if (here.length === 0) return [];
  if (element.kind === 'parallel-gateway') return here.length === element.incoming.length ? [here] : [];
  if (element.kind !== 'inclusive-gateway') return here.map((flow) => [flow]);
  const empty = element.incoming.filter((flow) => !marking.has(flow));
  const mayCome = empty.some((flow) => {
    const upstream = index.upstream(flow, element.id);
    return [...marking.keys()].some((other) => !here.includes(other) && upstream.has(index.flow(other).target));
  });
  return mayCome ? [] : [here];
}

/** Ways to leave it: the flows that get a token. */
function leavings(element: CompiledElement, index: ProcessIndex): string[][] {
  const out = element.outgoing;
  if (element.kind === 'parallel-gateway') return [out];
  if (element.kind === 'exclusive-gateway' || element.kind === 'event-based-gateway') return out.map((flow) => [flow]);
  if (element.kind === 'inclusive-gateway') return subsets(out).filter((some) => some.length > 0);
  const always = out.filter((flow) => index.flow(flow).condition === undefined && flow !== element.defaultFlow);
  const sometimes = out.filter((flow) => index.flow(flow).condition !== undefined);
  const plain = subsets(sometimes).map((some) =>
    some.length === 0 && element.defaultFlow ? [...always, element.defaultFlow] : [...always, ...some],
  );
  const edges = element.boundary.map((id) => index.element(id));
  const cut = edges.filter((edge) => (edge.config as BoundaryEventConfig).interrupting).map((edge) => edge.outgoing);
  const beside = edges.filter((edge) => !(edge.config as BoundaryEventConfig).interrupting).map((edge) => edge.outgoing);
  return [...plain, ...cut, ...beside.flatMap((more) => plain.map((flows) => [...flows, ...more]))];
}

/** All subsets of a few; of many only none, each and all. */
function subsets(flows: string[]): string[][] {
  if (flows.length > 4) return [[], ...flows.map((flow) => [flow]), flows];
  const all: string[][] = [[]];
  for (const flow of flows) for (const some of [...all]) all.push([...some, flow]);
  return all;
}

function moved(marking: Marking, taken: string[], given: string[]): Marking {
  const next = new Map(marking);
  for (const flow of taken) {
    const count = (next.get(flow) ?? 0) - 1;
    if (count > 0) next.set(flow, count);
    else next.delete(flow);
  }
  for (const flow of given) next.set(flow, Math.min((next.get(flow) ?? 0) + 1, maxTokens));
  return next;
}

/** A terminate or error end takes every other token of the scope with it. */
function ends(element: CompiledElement<EndEventConfig | unknown>): boolean {
  return element.kind === 'end-event' && (element.trigger?.kind === 'terminate' || element.trigger?.kind === 'error');
}
