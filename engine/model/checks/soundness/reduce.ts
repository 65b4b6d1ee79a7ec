import { type Net, type NetEdge, type NetNode, unique } from './net.ts';

type Changed = NetNode[] | undefined;

/**
 * Folds what cannot go wrong, so that what is left is small: sequences into one edge, and blocks whose split and join belong together into
 * one as well, from the inside out. What is kept: every deadlock, and every place where two tokens come together. The rules are those of
 * Sadiq and Orlowska ("Analyzing process models using graph reduction techniques", Information Systems 25, 2000), over the kinds of BPMN;
 * that blocks may be judged by themselves is shown by Vanhatalo, Völzer and Leymann ("Faster and more focused control-flow analysis for
 * business process models through SESE decomposition", ICSOC 2007).
 *
 * The net given is changed.
 */
export function reduce(net: Net): Net {
  const folding = new Folding(net);
  const waiting = new Set([...net.nodes].reverse());
  for (const node of waiting) {
    waiting.delete(node);
    if (folding.gone.has(node)) continue;
    const changed =
      folding.skip(node) ??
      folding.fuse(node) ??
      folding.joinMerges(node) ??
      folding.twins(node) ??
      folding.circle(node) ??
      folding.ends(node);
    for (const each of changed ?? []) waiting.add(each);
  }
  return folding.rest();
}

/** Edges that leave a node, each once. */
export function leaving(node: NetNode): NetEdge[] {
  return [...new Set([...node.options.flat(), ...node.late.flat()])];
}

class Folding {
  readonly gone = new Set<NetNode>();
  private readonly lost = new Set<NetEdge>();
  private readonly net: Net;

  constructor(net: Net) {
    this.net = net;
  }

  rest(): Net {
    const { net, gone, lost } = this;
    return { ...net, nodes: net.nodes.filter((node) => !gone.has(node)), edges: net.edges.filter((edge) => !lost.has(edge)) };
  }

  /** One way in, one way on: the node and its way on become part of the edge that leads to it. */
  skip(node: NetNode): Changed {
    const [before] = node.into;
    const after = onlyWay(node);
    if (!before || node.into.length > 1 || !after || node.enter === 'several' || after.to === node) return undefined;
    this.gone.add(node);
    this.forget(after);
    // The way on is the longer one, since what comes later is folded first: copied for each node, a long row would take the square of its length.
    after.elements.unshift(...before.elements, node.element, ...node.folded);
    after.flows.unshift(...before.flows);
    before.elements = after.elements;
    before.flows = after.flows;
    before.to = after.to;
    after.to.into.push(before);
    return [after.to, ...(before.from ? [before.from] : [])];
  }

  /** What only a merge or join leads to is one node with it. */
  fuse(node: NetNode): Changed {
    const [before] = node.into;
    const { from } = before ?? {};
    if (!before || !from || from === node || node.into.length > 1 || onlyWay(from) !== before) return undefined;
    if (node.enter === 'several' || node.kills || node.gives > 1 || leaving(node).length === 0) return undefined;
    this.gone.add(node);
    this.forget(before);
    from.folded.push(...before.elements, node.element, ...node.folded);
    from.options = node.options;
    from.leaver = node.leaver;
    for (const edge of leaving(node)) edge.from = from;
    return [from, ...leaving(from).map((edge) => edge.to)];
  }

  /** A merge right before a merge is one with it. */
  joinMerges(node: NetNode): Changed {
    const after = onlyWay(node);
    if (node.enter !== 'any' || after?.to.enter !== 'any' || after.to === node || after.elements.length > 0) return undefined;
    if (leaving(after.to).length === 0) return undefined;
    const { to } = after;
    this.gone.add(node);
    this.forget(after);
    for (const edge of node.into) {
      edge.elements.push(node.element, ...node.folded, ...after.elements);
      edge.flows.push(...after.flows);
      edge.to = to;
      to.into.push(edge);
    }
    return [to, ...node.into.flatMap((edge) => edge.from ?? [])];
  }

  /** Several edges from one node to another whose tokens are sure to be joined again are one. */
  twins(node: NetNode): Changed {
    const first = new Map<NetNode, NetEdge>();
    for (const twin of [...node.into]) {
      const { from } = twin;
      const edge = from && first.get(from);
      if (from && !edge) first.set(from, twin);
      if (!from || !edge || from.late.length > 0 || !belongs(from, node, edge, twin)) continue;
      this.forget(twin);
      edge.elements.push(...twin.elements);
      edge.flows.push(...twin.flows);
      from.options = unique(from.options.map((option) => withoutTwin(option, edge, twin)));
      return [from, node];
    }
    return undefined;
  }

  /** A circle from a merge to the choice right behind it and back is gone round until it is left. */
  circle(merge: NetNode): Changed {
    const back = merge.into.find(({ from }) => from === merge);
    if (merge.enter !== 'any' || !back || merge.gives > 1) return undefined;
    const ways = merge.options.filter((option) => !(option.length === 1 && option[0] === back));
    if (ways.length === 0 || ways.length === merge.options.length || ways.some((option) => option.includes(back))) return undefined;
    this.forget(back);
    merge.options = ways;
    merge.folded.push(...back.elements);
    return [merge];
  }

  /** Branches that surely end by themselves, beside others or as all the others do, are left out. */
  ends(node: NetNode): Changed {
    if (node.late.length > 0 || node.into.length !== 1 || node.enter === 'several') return undefined;
    const ending = leaving(node).filter(({ to }) => isPlainEnd(to) && to !== node);
    if (ending.length === 0) return undefined;
    const options = unique(node.options.map((option) => option.filter((edge) => !ending.includes(edge))));
    if (options.length > 1 && options.some((option) => option.length === 0)) return undefined;
    node.options = options;
    for (const edge of ending) {
      this.forget(edge);
      node.folded.push(...edge.elements, edge.to.element, ...edge.to.folded);
      if (edge.to.into.length === 0) this.gone.add(edge.to);
    }
    return [node, ...node.into.flatMap((edge) => edge.from ?? []), ...leaving(node).map((edge) => edge.to)];
  }

  private forget(edge: NetEdge): void {
    this.lost.add(edge);
    edge.to.into.splice(edge.to.into.indexOf(edge), 1);
  }
}

/** Its single way on, where there is no other, with a single token. */
function onlyWay(node: NetNode): NetEdge | undefined {
  const [option, ...others] = node.options;
  const usual = others.length === 0 && option?.length === 1 && node.gives === 1 && !node.kills && node.late.flat().length === 0;
  return usual ? option[0] : undefined;
}

function isPlainEnd({ kills, enter, options }: NetNode): boolean {
  return !kills && enter === 'any' && options.every((option) => option.length === 0);
}

function withoutTwin(option: NetEdge[], edge: NetEdge, twin: NetEdge): NetEdge[] {
  if (!option.includes(twin)) return option;
  return option.includes(edge) ? option.filter((each) => each !== twin) : option.map((each) => (each === twin ? edge : each));
}

function belongs(split: NetNode, join: NetNode, one: NetEdge, other: NetEdge): boolean {
  if (split.gives > 1 || split === join) return false;
  if (join.enter === 'any') return !split.options.some((option) => option.includes(one) && option.includes(other));
  if (join.enter === 'all') return split.options.every((option) => option.includes(one) === option.includes(other));
  return join.enter === 'quiet';
}
