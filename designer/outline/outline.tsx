import { UnstyledButton } from '@mantine/core';
import type { Canvas } from '../canvas/create-modeler.ts';
import type { DiagramElement } from '../canvas/moddle-element.ts';
import { kindName } from '../canvas/names.ts';
import { type Translate, useText } from '../texts.tsx';

/** The diagram as an indented list in the order of the flow, for keyboard and screen reader (bpmn-io/bpmn-js#1548). */
export function Outline({
  canvas,
  revision,
  selected,
  onSelect,
}: {
  canvas: Canvas;
  revision: number;
  selected: string | undefined;
  onSelect(id: string): void;
}) {
  const t = useText();
  const rows = outlineRows(canvas.registry.getAll());
  return (
    <ul className="designer-outline" data-revision={revision}>
      {rows.map(({ element, depth }) => (
        <li key={element.id} aria-current={element.id === selected}>
          <UnstyledButton style={{ paddingInlineStart: 16 + depth * 16 }} onClick={() => onSelect(element.id)}>
            {element.businessObject.name || t('name.none')}
            <span className="designer-quiet">{[kindName(t, element.businessObject), leadsTo(t, element)].filter(Boolean).join(' → ')}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

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

function leadsTo(t: Translate, element: DiagramElement): string {
  return (element.outgoing ?? [])
    .filter((flow) => flow.type === 'bpmn:SequenceFlow')
    .map(({ target }) => target?.businessObject.name || (target && kindName(t, target.businessObject)))
    .join(', ');
}
