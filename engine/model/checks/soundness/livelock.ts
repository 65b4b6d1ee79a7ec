import type { CompiledElement } from '../../../contract/process.ts';
import type { Net, NetNode } from './net.ts';
import { successors } from './paths.ts';

/** Circles that a case runs round without waiting and can never leave: the nodes of each. Asked of a net that is not reduced. */
export function endlessCircles(net: Net): NetNode[][] {
  const stops = net.nodes.some((node) => node.kills);
  return components(net).filter((circle) => {
    const inside = new Set(circle);
    const leaves = (node: NetNode) => node.options.some((option) => !option.some((edge) => inside.has(edge.to)));
    const goesOut = circle.some((node) => successors(node).some((next) => !inside.has(next)));
    return !circle.some((node) => waits(node.element) || leaves(node)) && !(stops && goesOut);
  });
}

const waiting = ['user-task', 'receive-task', 'event-based-gateway', 'sub-process', 'transaction', 'ad-hoc-sub-process', 'call-activity'];

function waits({ kind, trigger }: CompiledElement): boolean {
  return waiting.includes(kind) || (kind === 'intermediate-catch-event' && trigger?.kind !== 'link');
}

/** Strongly connected components with a circle in them (Tarjan, "Depth-first search and linear graph algorithms", 1972). */
function components(net: Net): NetNode[][] {
  const found: NetNode[][] = [];
  const number = new Map<NetNode, number>();
  const low = new Map<NetNode, number>();
  const path: NetNode[] = [];
  const onPath = new Set<NetNode>();
  const enter = (node: NetNode) => {
    number.set(node, number.size);
    low.set(node, number.size - 1);
    path.push(node);
    onPath.add(node);
    return { node, next: successors(node) };
  };
  for (const root of net.nodes) {
    const stack = number.has(root) ? [] : [enter(root)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { node, next } = top;
      const follower = next.pop();
      if (follower) {
        if (!number.has(follower)) stack.push(enter(follower));
        else if (onPath.has(follower)) low.set(node, Math.min(low.get(node) ?? 0, number.get(follower) ?? 0));
        continue;
      }
      stack.pop();
      const above = stack.at(-1)?.node;
      if (above) low.set(above, Math.min(low.get(above) ?? 0, low.get(node) ?? 0));
      if (low.get(node) !== number.get(node)) continue;
      const component = path.splice(path.indexOf(node));
      for (const each of component) onPath.delete(each);
      if (component.length > 1 || successors(node).includes(node)) found.push(component);
    }
  }
  return found;
}
