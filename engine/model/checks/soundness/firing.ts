import { evaluate } from '../../../expression/index.ts';
import type { Marking } from './marking.ts';
import type { NetEdge, NetNode } from './net.ts';

/** One way a node may be entered now. `sure`: nothing that moves elsewhere could change it, so it may as well happen at once. */
export interface Firing {
  node: NetNode;
  taken: [NetEdge, number][];
  options: NetEdge[][];
  sure: boolean;
  /** Of a complex gateway: edges it waits for from now on; empty = it begins anew. */
  awaits?: NetEdge[];
}

export type Upstream = (edge: NetEdge, join: NetNode) => ReadonlySet<NetNode>;

/** How a node may be entered in this marking, as the kernel would (BPMN 2.0.2, 13.3 and 13.4). `targets`: nodes to which its tokens lead. */
export function firingsOf(node: NetNode, marking: Marking, upstream: Upstream, targets: readonly NetNode[]): Firing[] {
  const full = node.into.filter((edge) => marking.tokens.has(edge));
  if (marking.resetting.has(node)) return complex(node, marking, full, upstream);
  const [first] = full;
  if (!first) return [];
  const each = full.map((edge): [NetEdge, number] => [edge, 1]);
  const plain = (taken: [NetEdge, number][], sure = true): Firing[] => [{ node, taken, options: node.options, sure }];
  if (node.enter === 'any') return plain([[first, 1]]);
  if (node.enter === 'all') return full.length === node.into.length ? plain(each) : [];
  if (node.enter === 'several') return several(node, marking, full, plain);
  if (node.enter === 'complex') return complex(node, marking, full, upstream);
  const mayCome = comers(node, full, targets, upstream);
  return mayCome === 'yes' ? [] : plain(each, mayCome === 'no');
}

function several(node: NetNode, marking: Marking, full: NetEdge[], plain: (taken: [NetEdge, number][]) => Firing[]): Firing[] {
  let missing = node.element.startQuantity ?? 1;
  const taken: [NetEdge, number][] = [];
  for (const edge of full) {
    const count = Math.min(missing, marking.tokens.get(edge) ?? 0);
    if (count > 0) taken.push([edge, count]);
    missing -= count;
  }
  return missing > 0 ? [] : plain(taken);
}

/**
 * Whether a token elsewhere is waited for: it can come to an empty edge, and not to a full one (13.4.3). `perhaps`: it is not waited for,
 * but might still come, before or after.
 */
function comers(node: NetNode, full: NetEdge[], targets: readonly NetNode[], upstream: Upstream): 'yes' | 'perhaps' | 'no' {
  let answer: 'perhaps' | 'no' = 'no';
  const filled = new Set(full);
  for (const to of targets) {
    if (to === node) continue;
    const toFull = full.some((edge) => upstream(edge, node).has(to));
    const toEmpty = node.into.some((edge) => !filled.has(edge) && upstream(edge, node).has(to));
    if (toEmpty && !toFull) return 'yes';
    if (toFull || toEmpty) answer = 'perhaps';
  }
  return answer;
}

/** 13.4.5: it joins when its condition holds, and waits for the late tokens until none can come; then its conditions are asked once more. */
function complex(node: NetNode, marking: Marking, full: NetEdge[], upstream: Upstream): Firing[] {
  const awaited = marking.resetting.get(node);
  if (!awaited) {
    const answer = activates(node, full.length);
    if (answer === false) return [];
    const awaits = node.into.filter((edge) => !full.includes(edge));
    return [{ node, taken: full.map((edge) => [edge, 1]), options: node.options, sure: answer === true, awaits }];
  }
  const came = awaited.filter((edge) => marking.tokens.has(edge));
  const missing = awaited.filter((edge) => !came.includes(edge));
  const others = node.into.filter((edge) => !missing.includes(edge));
  const mayCome = [...marking.tokens.keys()].some(
    ({ to }) => to !== node && missing.some((edge) => upstream(edge, node).has(to)) && !others.some((edge) => upstream(edge, node).has(to)),
  );
  if (mayCome) return [];
  return [{ node, taken: came.map((edge) => [edge, 1]), options: node.late, sure: false, awaits: [] }];
}

/** Whether a complex gateway joins with so many tokens; where that depends on data, yes at the last and perhaps before. */
export function activates(node: NetNode, activationCount: number): boolean | 'perhaps' {
  const { activationCondition } = node.element.config as { activationCondition?: string };
  if (activationCondition === undefined) return activationCount > 0;
  const asked = evaluate(activationCondition, { activationCount, waitingForStart: true }, { now: 0 });
  if (asked.ok) return asked.value === true;
  return activationCount === node.into.length ? true : 'perhaps';
}
