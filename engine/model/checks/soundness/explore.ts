import { type Firing, firingsOf } from './firing.ts';
import { isSafe, type Marking, moved, noTokens } from './marking.ts';
import type { Net, NetEdge, NetNode } from './net.ts';
import { orderOf, upstreams } from './paths.ts';

/** States looked at in one scope; in a larger one, what was found stands, and what was not found may still be there. */
export const maxStates = 20_000;

/**
 * Steps of one search: tokens carried from state to state and ways by which one might come to an inclusive join. A dense scope has few states
 * within the bound, but each is costly: 60 inclusive gateways tied each to each hold thousands of tokens.
 */
export const maxSteps = 2_000_000;

/** How a state came about: from which one, by which node, on which of its ways. */
export interface Step {
  before: Step | undefined;
  node: NetNode | undefined;
  option: NetEdge[];
  marking: Marking;
}

export interface Explored {
  /** False: there were more states, or more steps, than the bound. */
  complete: boolean;
  /** False: so many tokens came to one edge that they were not all counted. */
  exact: boolean;
  entered: Set<NetNode>;
  marked: Set<NetEdge>;
  states: number;
  steps: number;
  /** For each node at which tokens may stand for ever, the state in which they do. */
  stuck: Map<NetNode, Step>;
  /** For each join, the state in which the first token came to it. */
  arrived: Map<NetNode, Step>;
  /** For each edge that may hold a second token, how it came there. */
  twice: Map<NetEdge, Step>;
}

/**
 * Plays every path of a net. Since a token can be taken by one node only, it is enough to move in each state the one farthest behind, on all
 * its ways (persistent sets; Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996): that keeps every deadlock,
 * and lets tokens that can meet do so. Where all it leads to is known, the next is moved as well, so that a circle hides nothing.
 */
export function explore(net: Net, limit = maxStates, steps = maxSteps): Explored {
  return new Exploration(net, limit, steps).run();
}

class Exploration {
  private readonly found: Explored = {
    complete: true,
    exact: true,
    entered: new Set(),
    marked: new Set(),
    states: 0,
    steps: 0,
    stuck: new Map(),
    arrived: new Map(),
    twice: new Map(),
  };
  private readonly seen = new Set<string>();
  private readonly open: Step[] = [];
  private readonly numbers: ReadonlyMap<NetEdge, number>;
  private readonly order: ReadonlyMap<NetNode, number>;
  private readonly upstream = upstreams();
  private readonly most: number;
  private readonly net: Net;
  private readonly limit: number;
  private readonly stepLimit: number;

  constructor(net: Net, limit: number, stepLimit: number) {
    this.net = net;
    this.stepLimit = stepLimit;
    this.limit = limit;
    this.numbers = new Map(net.edges.map((edge, number) => [edge, number]));
    this.order = orderOf(net);
    const needed = net.nodes.map(({ enter, into, element }) => (enter === 'all' ? into.length : (element.startQuantity ?? 1)));
    this.most = Math.min(8, Math.max(3, ...needed));
  }

  run(): Explored {
    for (const edges of this.net.beginnings) {
      const marking = moved(noTokens, [], edges, 1, this.most);
      this.reach({ before: undefined, node: undefined, option: edges, marking });
    }
    for (let step = this.open.pop(); step; step = this.open.pop()) {
      if (this.found.states >= this.limit || this.isSpent()) return { ...this.found, complete: false };
      this.found.states += 1;
      this.expand(step);
    }
    return this.isSpent() ? { ...this.found, complete: false } : this.found;
  }

  private isSpent(): boolean {
    return this.found.steps >= this.stepLimit;
  }

  /** True when the state is new. */
  private reach(step: Step): boolean {
    for (const edge of step.option) {
      this.found.marked.add(edge);
      if (edge.to.enter !== 'any' && !this.found.arrived.has(edge.to)) this.found.arrived.set(edge.to, step);
    }
    const key = this.keyOf(step.marking);
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    this.open.push(step);
    return true;
  }

  private expand(step: Step): void {
    const { marking } = step;
    const targets = [...new Set([...marking.tokens.keys()].map((edge) => edge.to))];
    // One that begins anew may go on without any token.
    const anew = [...marking.resetting.keys()].filter((node) => node.late.flat().length > 0 && !targets.includes(node));
    const firings: Firing[] = [];
    for (const node of [...targets, ...anew]) {
      if (this.isSpent()) return;
      if (node.enter === 'quiet' || node.enter === 'complex') this.found.steps += targets.length * node.into.length;
      firings.push(...firingsOf(node, marking, this.upstream, targets));
    }
    const forced = firings.find(({ node, sure, awaits }) => node.enter === 'complex' && sure && awaits !== undefined);
    if (forced) {
      this.fire(step, forced);
      return;
    }
    const plain = firings.filter(({ node, sure }) => sure && !node.kills).sort((one, other) => this.place(one) - this.place(other));
    const last = firings.filter(({ node }) => node.kills);
    for (const firing of firings.filter(({ sure }) => !sure)) this.fire(step, firing);
    for (const firing of plain) if (this.fire(step, firing)) return;
    for (const firing of last) this.fire(step, firing);
    if (firings.length === 0 && targets.length > 0) this.standStill(step, targets);
  }

  private place({ node }: Firing): number {
    return this.order.get(node) ?? 0;
  }

  /** True when it led to a state that is new. */
  private fire(before: Step, { node, taken, options, awaits }: Firing): boolean {
    this.found.entered.add(node);
    let fresh = false;
    for (const option of options) {
      if (this.isSpent()) return fresh;
      this.found.steps += 1 + before.marking.tokens.size + option.length;
      let marking = node.kills ? noTokens : moved(before.marking, taken, option, node.gives, this.most);
      if (awaits) {
        const resetting = new Map(marking.resetting);
        if (awaits.length > 0) resetting.set(node, awaits);
        else resetting.delete(node);
        marking = { ...marking, resetting };
      }
      const step = { before, node, option, marking };
      if (this.reach(step)) fresh = true;
      this.count(step);
    }
    return fresh;
  }

  /** Something may happen at the edge of an activity as often as it likes; that is no second token that should have been joined. */
  private count({ before, node, option, marking }: Step): void {
    const asked = node && node.gives > 1;
    for (const edge of option) {
      const count = marking.tokens.get(edge) ?? 0;
      if (count >= this.most) this.found.exact = false;
      if (count !== 2 || asked || edge.event || this.found.twice.has(edge) || !before || !isSafe(before.marking)) continue;
      this.found.twice.set(edge, { before, node, option, marking });
    }
  }

  /** Nothing moves. Inclusive joins that wait only for each other go on all the same, as in the kernel; else this is a deadlock. */
  private standStill(step: Step, targets: NetNode[]): void {
    const [first] = targets.filter((node) => node.enter === 'quiet').sort((one, other) => one.order - other.order);
    if (first && targets.every((node) => node.enter === 'quiet')) {
      const full = first.into.filter((edge) => step.marking.tokens.has(edge));
      this.fire(step, { node: first, taken: full.map((edge) => [edge, 1]), options: first.options, sure: true });
      return;
    }
    for (const node of targets) if (node.enter !== 'quiet' && !this.found.stuck.has(node)) this.found.stuck.set(node, step);
  }

  private keyOf({ tokens, resetting }: Marking): string {
    const number = (edge: NetEdge) => this.numbers.get(edge) ?? -1;
    const places = [...tokens].map(([edge, count]) => number(edge) * 16 + count).sort((one, other) => one - other);
    if (resetting.size === 0) return places.join();
    return `${places.join()}|${[...resetting].map(([node, edges]) => `${node.order}:${edges.map(number).join()}`).sort()}`;
  }
}
