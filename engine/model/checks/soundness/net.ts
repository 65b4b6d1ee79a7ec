import type { CompiledElement } from '../../../contract/process.ts';
import type { BoundaryEventConfig } from '../../../elements/boundary-event/config.ts';
import type { EventBasedGatewayConfig } from '../../../elements/event-based-gateway/config.ts';
import { isEventSubProcess, type ProcessIndex } from '../../index-process.ts';
import { startsOf } from './starts.ts';

/**
 * One scope as a net of tokens, in the manner of a workflow net (van der Aalst, "The Application of Petri Nets to Workflow Management",
 * 1998): edges hold tokens, nodes move them. Conditions are left out, every choice is possible. What a kind of element does with tokens is
 * said here once: how it takes them (`enter`) and in which ways it may give them (`options`).
 */
export interface Net {
  scope: string;
  nodes: NetNode[];
  edges: NetEdge[];
  /** Ways in which the scope may begin: edges that hold the first tokens. */
  beginnings: NetEdge[][];
}

/**
 * `any`: each token by itself · `all`: one of every edge · `quiet`: when no more can come (inclusive join) · `complex`: by its condition ·
 * `several`: so many at once, from whichever edges (start quantity).
 */
export type Enter = 'any' | 'all' | 'quiet' | 'complex' | 'several';

export interface NetNode {
  element: CompiledElement;
  /** Element whose ways on these are: another one where a choice was folded into the merge before it. */
  leaver: CompiledElement;
  /** Elements entered whenever the node is. */
  folded: CompiledElement[];
  enter: Enter;
  into: NetEdge[];
  /** Each is one way to go on: the edges that get a token. An empty one: the token is gone. */
  options: NetEdge[][];
  /** Tokens each of these edges gets (completion quantity). */
  gives: number;
  /** Taking it ends all else in the scope: terminate, error, cancel. */
  kills: boolean;
  /** Place in the drawing, for choosing among inclusive joins that wait for each other. */
  order: number;
  /** Ways on of a complex gateway's second phase: only flows with a condition. */
  late: NetEdge[][];
}

export interface NetEdge {
  /** Absent: the scope begins here. */
  from?: NetNode;
  to: NetNode;
  /** Elements and sequence flows it stands for, as far as they were folded into it. */
  elements: CompiledElement[];
  flows: string[];
  /** An interrupting or other event at an edge of the activity brings the token, not the end of its work. */
  event: boolean;
}

export function netOf(scope: string, elements: readonly CompiledElement[], index: ProcessIndex): Net {
  const inside = elements.filter((each) => !each.forCompensation && !isEventSubProcess(each));
  const nodes = new Map(inside.map((element, order) => [element.id, nodeOf(element, order)]));
  const edges: NetEdge[] = [];
  const join = (from: NetNode | undefined, to: NetNode, flows: string[], event = false): NetEdge => {
    const edge = { ...(from ? { from } : {}), to, elements: [], flows, event };
    edges.push(edge);
    to.into.push(edge);
    return edge;
  };
  const byFlow = new Map<string, NetEdge>();
  for (const element of inside) {
    for (const id of element.outgoing) {
      const [from, to] = [nodes.get(element.id), nodes.get(index.flow(id).target)];
      if (from && to) byFlow.set(id, join(from, to, [id]));
    }
  }
  for (const node of nodes.values()) {
    const plain = leavings(node.element, index).map((flows) => flows.flatMap((id) => byFlow.get(id) ?? []));
    const events = node.element.boundary.flatMap((id) => nodes.get(id) ?? []).filter((each) => each.element.outgoing.length > 0);
    const edgeTo = new Map(events.map((event) => [event, join(node, event, [], true)]));
    const cut = events.filter(interrupts).flatMap((event) => edgeTo.get(event) ?? []);
    const beside = events.filter((event) => !interrupts(event)).flatMap((event) => edgeTo.get(event) ?? []);
    node.options = unique(
      subsets(beside).flatMap((some) => [...plain, ...cut.map((edge) => [edge])].map((option) => [...option, ...some])),
    );
    node.late = conditionals(node.element, index).map((flows) => flows.flatMap((id) => byFlow.get(id) ?? []));
  }
  const beginnings = startsOf(elements, index).map((together) =>
    together.flatMap((start) => {
      const node = nodes.get(start.id);
      return node ? [join(undefined, node, [])] : [];
    }),
  );
  return { scope, nodes: [...nodes.values()], edges, beginnings };
}

function nodeOf(element: CompiledElement, order: number): NetNode {
  const kills = element.kind === 'end-event' && ['terminate', 'error', 'cancel'].includes(element.trigger?.kind ?? '');
  const gives = element.completionQuantity ?? 1;
  return { element, leaver: element, folded: [], enter: enterOf(element), into: [], options: [], gives, kills, order, late: [] };
}

function enterOf({ kind, incoming, startQuantity }: CompiledElement): Enter {
  if (startQuantity !== undefined && startQuantity > 1) return 'several';
  if (incoming.length < 2) return 'any';
  if (kind === 'parallel-gateway') return 'all';
  if (kind === 'inclusive-gateway') return 'quiet';
  return kind === 'complex-gateway' ? 'complex' : 'any';
}

function interrupts({ element }: NetNode): boolean {
  return (element.config as BoundaryEventConfig).interrupting;
}

/** The sets of flows an element may leave by, conditions being unknown. */
function leavings({ kind, outgoing, defaultFlow, config }: CompiledElement, index: ProcessIndex): string[][] {
  if (outgoing.length < 2 || kind === 'parallel-gateway') return [[...outgoing]];
  if (kind === 'exclusive-gateway') return outgoing.map((flow) => [flow]);
  if (kind === 'event-based-gateway') {
    const { instantiate, parallel } = config as EventBasedGatewayConfig;
    return instantiate && parallel ? [[...outgoing]] : outgoing.map((flow) => [flow]);
  }
  const always = outgoing.filter((flow) => index.flow(flow).condition === undefined && flow !== defaultFlow);
  const sometimes = outgoing.filter((flow) => index.flow(flow).condition !== undefined && flow !== defaultFlow);
  const taken = subsets(sometimes).map((some) => [...always, ...some]);
  const nothing = defaultFlow === undefined ? [] : [[defaultFlow]];
  return taken.flatMap((flows) => (flows.length > 0 ? [flows] : nothing));
}

function conditionals({ kind, outgoing, defaultFlow }: CompiledElement, index: ProcessIndex): string[][] {
  if (kind !== 'complex-gateway') return [];
  return subsets(outgoing.filter((flow) => flow !== defaultFlow && index.flow(flow).condition !== undefined));
}

/** All subsets of a few; of many only none, each one, all but one, and all. */
function subsets<Item>(items: Item[]): Item[][] {
  if (items.length > 5) {
    const most = items.map((left) => items.filter((item) => item !== left));
    return [[], ...items.map((item) => [item]), ...most, [...items]];
  }
  const all: Item[][] = [[]];
  for (const item of items) for (const some of [...all]) all.push([...some, item]);
  return all;
}

/** The ways without those that are the same. */
export function unique(options: NetEdge[][]): NetEdge[][] {
  if (options.length < 2) return options;
  const kept: NetEdge[][] = [];
  for (const option of options) {
    const same = kept.some((other) => other.length === option.length && option.every((edge) => other.includes(edge)));
    if (!same) kept.push(option);
  }
  return kept;
}
