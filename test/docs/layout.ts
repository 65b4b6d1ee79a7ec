import type { ModdleNode } from '../../engine/model/moddle.ts';
import { children, isA } from '../../engine/model/moddle.ts';

/** A box on the canvas; x, y of its upper left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Laid {
  shapes: Map<ModdleNode, Box>;
  edges: Map<ModdleNode, { x: number; y: number }[]>;
}

const gap = { x: 50, y: 40 };
const padding = { x: 30, y: 44 };

/**
 * Lays out the small models of the docs: columns along the flow, one row a branch, subprocesses open with what is in them, edges
 * straight or with one knee. (bpmn-auto-layout closes subprocesses.)
 */
export function layOut(container: ModdleNode): Laid {
  const laid: Laid = { shapes: new Map(), edges: new Map() };
  place(container, { x: 0, y: 0 }, laid);
  return laid;
}

/** The room a node takes, with what is in it laid out around (0, 0). */
export function sizeOf(node: ModdleNode): { width: number; height: number } {
  if (isA(node, 'bpmn:Event')) return { width: 36, height: 36 };
  if (isA(node, 'bpmn:Gateway')) return { width: 50, height: 50 };
  if (!isOpen(node)) return { width: 100, height: 80 };
  const inner = place(node, { x: 0, y: 0 }, { shapes: new Map(), edges: new Map() });
  return { width: inner.width + 2 * padding.x, height: inner.height + 2 * padding.y };
}

export function isOpen(node: ModdleNode): boolean {
  return isA(node, 'bpmn:SubProcess') && nodesOf(node).length > 0;
}

export function nodesOf(container: ModdleNode): ModdleNode[] {
  return children(container, 'flowElements').filter((each) => isA(each, 'bpmn:FlowNode'));
}

function place(container: ModdleNode, at: { x: number; y: number }, laid: Laid): { width: number; height: number } {
  const nodes = nodesOf(container);
  const flows = children(container, 'flowElements').filter((each) => each.$type === 'bpmn:SequenceFlow');
  const associations = children(container, 'artifacts').filter((each) => each.$type === 'bpmn:Association');
  const lines = [...flows, ...associations];
  const grid = gridOf(nodes, lines);
  const columns: number[] = [];
  const rows: number[] = [];
  for (const [node, { column, row }] of grid) {
    const { width, height } = sizeOf(node);
    columns[column] = Math.max(columns[column] ?? 0, width);
    rows[row] = Math.max(rows[row] ?? 0, height);
  }
  const start = (sizes: number[], position: number, space: number) =>
    Array.from({ length: position }, (_, index) => (sizes[index] ?? 0) + space).reduce((sum, each) => sum + each, 0);
  for (const [node, { column, row }] of grid) {
    const { width, height } = sizeOf(node);
    const x = at.x + start(columns, column, gap.x) + ((columns[column] ?? 0) - width) / 2;
    const y = at.y + start(rows, row, gap.y) + ((rows[row] ?? 0) - height) / 2;
    laid.shapes.set(node, { x, y, width, height });
    if (isOpen(node)) place(node, { x: x + padding.x, y: y + padding.y }, laid);
  }
  placeEdges(nodes, laid);
  for (const line of lines) {
    const [from, to] = [laid.shapes.get(line.get('sourceRef') as ModdleNode), laid.shapes.get(line.get('targetRef') as ModdleNode)];
    if (from && to) laid.edges.set(line, connect(from, to, isA(line.get('sourceRef') as ModdleNode, 'bpmn:BoundaryEvent')));
  }
  return { width: start(columns, columns.length, gap.x) - gap.x, height: start(rows, rows.length, gap.y) - gap.y };
}

/** Events on the edge of an activity: at its lower edge, from the right. */
function placeEdges(nodes: ModdleNode[], laid: Laid): void {
  const taken = new Map<ModdleNode, number>();
  for (const node of nodes.filter((each) => each.$type === 'bpmn:BoundaryEvent')) {
    const host = node.get('attachedToRef') as ModdleNode;
    const box = laid.shapes.get(host);
    if (!box) continue;
    const before = taken.get(host) ?? 0;
    taken.set(host, before + 1);
    laid.shapes.set(node, { x: box.x + box.width - 52 - before * 46, y: box.y + box.height - 18, width: 36, height: 36 });
  }
}

/** Column = longest way from a start without going back; row = a new one for each branch beside the first. */
function gridOf(nodes: ModdleNode[], flows: ModdleNode[]): Map<ModdleNode, { column: number; row: number }> {
  const grid = new Map<ModdleNode, { column: number; row: number }>();
  const after = (node: ModdleNode) =>
    flows.filter((flow) => flow.get('sourceRef') === node).map((flow) => flow.get('targetRef') as ModdleNode);
  let rows = 0;
  const walk = (node: ModdleNode, column: number, row: number, way: ModdleNode[]): void => {
    if (way.includes(node)) return;
    const known = grid.get(node);
    if (known && known.column >= column) return;
    grid.set(node, { column, row: known?.row ?? row });
    rows = Math.max(rows, row + 1);
    for (const [position, next] of after(node).entries()) {
      const own = position === 0 || grid.has(next) ? row : rows;
      walk(next, column + 1, own, [...way, node]);
    }
  };
  const edges = nodes.filter((each) => each.$type === 'bpmn:BoundaryEvent');
  const entered = new Set(flows.map((flow) => flow.get('targetRef')));
  for (const node of nodes) if (!entered.has(node) && !edges.includes(node)) walk(node, 0, rows, []);
  for (const edge of edges) {
    const host = grid.get(edge.get('attachedToRef') as ModdleNode);
    for (const next of after(edge)) walk(next, (host?.column ?? 0) + 1, grid.has(next) ? (grid.get(next)?.row ?? 0) : rows, []);
  }
  for (const node of nodes) if (!grid.has(node) && !edges.includes(node)) walk(node, 0, rows, []);
  return grid;
}

function connect(from: Box, to: Box, fromBelow: boolean): { x: number; y: number }[] {
  const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const [a, b] = [middle(from), middle(to)];
  const end = { x: to.x, y: b.y };
  if (fromBelow) return [{ x: a.x, y: from.y + from.height }, ...(a.x === b.x ? [] : [{ x: a.x, y: b.y }]), end];
  if (to.x < from.x) {
    const below = Math.max(from.y + from.height, to.y + to.height) + 20;
    return [
      { x: a.x, y: from.y + from.height },
      { x: a.x, y: below },
      { x: b.x, y: below },
      { x: b.x, y: to.y + to.height },
    ];
  }
  const begin = { x: from.x + from.width, y: a.y };
  if (Math.abs(a.y - b.y) < 1) return [begin, end];
  // A branch leaves downwards under its source and comes in at the left; a join is entered from below.
  if (b.y > a.y) return [{ x: a.x, y: from.y + from.height }, { x: a.x, y: b.y }, end];
  return [begin, { x: b.x, y: a.y }, { x: b.x, y: to.y + to.height }];
}

/** Where the name of a box is written when no line may cross it: above a gateway, left below an event on an edge; else it is bpmn-js's own choice. */
export function labelOf(node: ModdleNode, { x, y, width }: Box): Box | undefined {
  if (!node.name) return undefined;
  if (isA(node, 'bpmn:Gateway')) return { x: x + width / 2 - 45, y: y - 22, width: 90, height: 14 };
  return node.$type === 'bpmn:BoundaryEvent' ? { x: x - 68, y: y + 38, width: 80, height: 14 } : undefined;
}
