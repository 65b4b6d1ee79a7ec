import type { Upstream } from './firing.ts';
import type { Net, NetEdge, NetNode } from './net.ts';
import { leaving } from './reduce.ts';

/** Place of each node in a walk along the flows: what comes later has a greater number, but for circles. */
export function orderOf(net: Net): Map<NetNode, number> {
  const after: NetNode[] = [];
  const seen = new Set<NetNode>();
  for (const root of net.beginnings.flat().map((edge) => edge.to)) {
    const stack = [{ node: root, next: successors(root) }];
    if (seen.has(root)) continue;
    seen.add(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const follower = top.next.pop();
      if (!follower) after.push((stack.pop() as { node: NetNode }).node);
      else if (!seen.has(follower)) {
        seen.add(follower);
        stack.push({ node: follower, next: successors(follower) });
      }
    }
  }
  return new Map(after.reverse().map((node, place) => [node, place]));
}

export function successors(node: NetNode): NetNode[] {
  return leaving(node).map((edge) => edge.to);
}

/** Nodes from which a token can come to an edge without passing the join it leads to; looked up once each. */
export function upstreams(): Upstream {
  const known = new Map<NetEdge, ReadonlySet<NetNode>>();
  return (edge, join) => {
    let found = known.get(edge) as Set<NetNode> | undefined;
    if (found) return found;
    found = new Set();
    const open = edge.from ? [edge.from] : [];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node === join || found.has(node)) continue;
      found.add(node);
      for (const { from } of node.into) if (from) open.push(from);
    }
    known.set(edge, found);
    return found;
  };
}

/** Edges from one of these to a node, the fewest; undefined when none of them leads there. `avoid` is not passed. */
export function wayTo(target: NetNode, edges: NetEdge[], avoid?: NetNode): NetEdge[] | undefined {
  const seen = new Set(edges);
  let ways = edges.map((edge) => [edge]);
  while (ways.length > 0) {
    const there = ways.find((way) => way.at(-1)?.to === target);
    if (there) return there;
    ways = ways.flatMap((way) => {
      const end = way.at(-1)?.to;
      if (!end || end === avoid) return [];
      const next = leaving(end).filter((edge) => !seen.has(edge));
      for (const edge of next) seen.add(edge);
      return next.map((edge) => [...way, edge]);
    });
  }
  return undefined;
}
