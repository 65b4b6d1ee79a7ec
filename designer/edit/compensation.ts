import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import type { EditContext } from './extension.ts';
import { isActivity, isEventSubProcess, isHandler } from './kinds.ts';

/** Activities that an event may undo: those of its scope; in an event subprocess those around it. */
export function undoable(event: ModdleElement): ModdleElement[] {
  const scope = event.$parent;
  const around = scope && isEventSubProcess(scope) ? scope.$parent : scope;
  const nodes = (around?.get('flowElements') ?? []) as ModdleElement[];
  return nodes.filter((node) => isActivity(node) && !isHandler(node) && !isEventSubProcess(node));
}

/** An empty id = everything done in the scope so far. */
export function writeUndone(ctx: EditContext, element: DiagramElement, definition: ModdleElement, id: string): void {
  const activityRef = undoable(element.businessObject).find((node) => node.id === id);
  ctx.modeling.updateModdleProperties(element, definition, { activityRef });
}
