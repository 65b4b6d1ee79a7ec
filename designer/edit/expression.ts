import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import type { EditContext } from './extension.ts';

/** Sets a FEEL or ISO text as `bpmn:FormalExpression` (condition, timer, script), or removes it when empty. One undoable step. */
export function writeFormalExpression(
  ctx: EditContext,
  element: DiagramElement,
  target: ModdleElement,
  property: string,
  body: string,
): void {
  const expression = body === '' ? undefined : ctx.factory.create('bpmn:FormalExpression', { body });
  if (expression) expression.$parent = target;
  ctx.modeling.updateModdleProperties(element, target, { [property]: expression });
}

export function readFormalExpression(target: ModdleElement | undefined, property: string): string {
  const expression = target?.get(property) as ModdleElement | undefined;
  const body = expression?.get('body');
  return typeof body === 'string' ? body.replace(/^=\s*/, '') : '';
}

/** Timer as the panel shows it: kind and text. */
export interface TimerValue {
  kind: 'timeDuration' | 'timeDate' | 'timeCycle';
  body: string;
}

export function readTimer(definition: ModdleElement): TimerValue {
  for (const kind of ['timeDuration', 'timeDate', 'timeCycle'] as const) {
    const expression = definition.get(kind) as ModdleElement | undefined;
    if (expression) return { kind, body: String(expression.get('body') ?? '') };
  }
  return { kind: 'timeDuration', body: '' };
}

export function writeTimer(ctx: EditContext, element: DiagramElement, definition: ModdleElement, value: TimerValue): void {
  const expression = ctx.factory.create('bpmn:FormalExpression', { body: value.body });
  expression.$parent = definition;
  const cleared = { timeDuration: undefined, timeDate: undefined, timeCycle: undefined };
  ctx.modeling.updateModdleProperties(element, definition, { ...cleared, [value.kind]: expression });
}
