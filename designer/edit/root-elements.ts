import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import type { EditContext } from './extension.ts';

export function messageOf(target: ModdleElement): ModdleElement | undefined {
  return target.get('messageRef') as ModdleElement | undefined;
}

/** Points the event at the definitions' message of this name, making it when there is none. */
export function nameMessage(ctx: EditContext, element: DiagramElement, target: ModdleElement, name: string): void {
  ctx.modeling.updateModdleProperties(element, target, {
    messageRef: name ? rootElement(ctx, target, 'bpmn:Message', 'name', name) : undefined,
  });
}

export function errorOf(target: ModdleElement): ModdleElement | undefined {
  return target.get('errorRef') as ModdleElement | undefined;
}

export function nameError(ctx: EditContext, element: DiagramElement, target: ModdleElement, code: string): void {
  ctx.modeling.updateModdleProperties(element, target, {
    errorRef: code ? rootElement(ctx, target, 'bpmn:Error', 'errorCode', code) : undefined,
  });
}

function rootElement(ctx: EditContext, from: ModdleElement, type: string, property: string, value: string): ModdleElement {
  const definitions = definitionsOf(from);
  const roots = definitions.get('rootElements') as ModdleElement[];
  const known = roots.find((root) => root.$type === type && root.get(property) === value);
  if (known) return known;
  const made = ctx.factory.create(type, { [property]: value, ...(property === 'errorCode' ? { name: value } : {}) });
  made.$parent = definitions;
  roots.push(made);
  return made;
}

function definitionsOf(element: ModdleElement): ModdleElement {
  let current = element;
  while (current.$parent) current = current.$parent;
  return current;
}
