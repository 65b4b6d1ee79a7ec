import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import type { EditContext } from './extension.ts';

/** The ways out of an element in the order in which the engine asks them: that of its own list in the file. */
export function waysOf(element: DiagramElement): DiagramElement[] {
  const listed = outgoingOf(element.businessObject);
  const place = (way: DiagramElement) => {
    const at = listed.findIndex((object) => object.id === way.id);
    return at < 0 ? listed.length : at;
  };
  return (element.outgoing ?? []).filter((way) => way.type === 'bpmn:SequenceFlow').toSorted((one, other) => place(one) - place(other));
}

export function isDefaultWay(way: DiagramElement): boolean {
  return (way.source?.businessObject.get('default') as { id?: string } | undefined)?.id === way.id;
}

/** Asked earlier (-1) or later (1) than now. One undoable step. */
export function moveWay(ctx: EditContext, element: DiagramElement, way: DiagramElement, by: number): void {
  const ways = waysOf(element);
  const at = ways.indexOf(way);
  if (at < 0 || !ways[at + by]) return;
  const moved = ways.toSpliced(at, 1).toSpliced(at + by, 0, way);
  ctx.modeling.updateProperties(element, { outgoing: moved.map(({ businessObject }) => businessObject) });
}

function outgoingOf(object: ModdleElement): ModdleElement[] {
  const list = object.get('outgoing');
  return Array.isArray(list) ? (list as ModdleElement[]) : [];
}
