import type { DiagramElement } from '../canvas/moddle-element.ts';

interface Row {
  element: DiagramElement;
  depth: number;
}

/** Breadth-first from the start events, children of subprocesses indented; what no flow reaches comes last. */
export function outlineRows(all: DiagramElement[]): Row[] {
  const nodes = all.filter(
    (element) =>
      !element.waypoints &&
      !element.labelTarget &&
      element.type !== 'label' &&
      /(Event|Task|Gateway|SubProcess|Transaction|CallActivity)$/.test(element.type),
  );
  const seen = new Set<string>();
  const rows: Row[] = [];
  const visit = (start: DiagramElement[]) => {
    const queue = [...start];
    for (let element = queue.shift(); element; element = queue.shift()) {
      if (seen.has(element.id)) continue;
      seen.add(element.id);
      rows.push({ element, depth: depthOf(element) });
      for (const attached of element.attachers ?? []) queue.push(attached);
      for (const flow of element.outgoing ?? []) if (flow.type === 'bpmn:SequenceFlow' && flow.target) queue.push(flow.target);
    }
  };
  visit(nodes.filter((element) => element.type === 'bpmn:StartEvent'));
  visit(nodes);
  return rows;
}

function depthOf(element: DiagramElement): number {
  let depth = element.type === 'bpmn:BoundaryEvent' ? 1 : 0;
  for (let parent = element.parent; parent; parent = parent.parent) if (/(SubProcess|Transaction)$/.test(parent.type)) depth += 1;
  return depth;
}
