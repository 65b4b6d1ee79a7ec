import { outlineRows } from '../outline/outline-rows.ts';
import type { Canvas } from './create-modeler.ts';
import type { DiagramElement } from './moddle-element.ts';

interface Rules {
  allowed(action: 'connection.create', context: { source: DiagramElement; target: DiagramElement }): unknown;
}

/** The one element that is selected, when something may lead on from it. */
export function connectable(canvas: Canvas | undefined): DiagramElement | undefined {
  const selected = canvas?.modeler.get<{ get(): DiagramElement[] }>('selection').get() ?? [];
  const [only] = selected;
  return canvas && only && selected.length === 1 && !only.waypoints && !only.labelTarget && targetsOf(canvas, only).length > 0
    ? only
    : undefined;
}

/** What a way may lead to from here and does not yet; what nothing leads to comes first, the rest as the outline has it. */
export function targetsOf(canvas: Canvas, source: DiagramElement): DiagramElement[] {
  const rules = canvas.modeler.get<Rules | null>('rules', false);
  if (!rules) return [];
  const led = new Set(source.outgoing.map((way) => way.target));
  return outlineRows(canvas.registry.getAll())
    .map(({ element }) => element)
    .filter((target) => target !== source && !led.has(target) && rules.allowed('connection.create', { source, target }))
    .toSorted((one, other) => Math.min(1, one.incoming.length) - Math.min(1, other.incoming.length));
}

export function connect(canvas: Canvas, source: DiagramElement, target: DiagramElement): void {
  canvas.modeling.connect(source, target);
}
