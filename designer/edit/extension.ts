import type { BpmnFactory, DiagramElement, ModdleElement, Modeling } from '../canvas/moddle-element.ts';

export interface EditContext {
  modeling: Modeling;
  factory: BpmnFactory;
}

/** Extension element of this type on a business object, e.g. `perennial:Outcomes`. */
export function readExtension(object: ModdleElement, type: string): ModdleElement | undefined {
  return extensionValues(object).find((value) => value.$type === type);
}

/**
 * Replaces (or removes, with null) the extension element of this type in one undoable step.
 * Extension elements of other vendors stay as they are, in their order. `object`: the element's own, or an event definition in it.
 */
export function writeExtension(
  ctx: EditContext,
  element: DiagramElement,
  type: string,
  value: ModdleElement | null,
  object: ModdleElement = element.businessObject,
): void {
  const values = extensionValues(object);
  const at = values.findIndex((entry) => entry.$type === type);
  const kept = at < 0 ? [...values] : values.toSpliced(at, 1);
  if (value) kept.splice(at < 0 ? kept.length : at, 0, value);
  const extensionElements = kept.length ? ctx.factory.create('bpmn:ExtensionElements', { values: kept }) : undefined;
  if (extensionElements) {
    extensionElements.$parent = object;
    for (const entry of kept) entry.$parent = extensionElements;
  }
  if (object === element.businessObject) ctx.modeling.updateProperties(element, { extensionElements });
  else ctx.modeling.updateModdleProperties(element, object, { extensionElements });
}

/** An extension element with children: `create(ctx, 'perennial:Outcomes', 'outcomes', 'perennial:Outcome', rows)`. */
export function createList(
  ctx: EditContext,
  type: string,
  property: string,
  itemType: string,
  rows: { [name: string]: unknown }[],
  attributes: { [name: string]: unknown } = {},
): ModdleElement {
  const items = rows.map((row) => ctx.factory.create(itemType, withoutEmpty(row)));
  const list = ctx.factory.create(type, { ...withoutEmpty(attributes), [property]: items });
  for (const item of items) item.$parent = list;
  return list;
}

export function listOf(extension: ModdleElement | undefined, property: string): ModdleElement[] {
  const value = extension?.get(property);
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

export function text(object: ModdleElement | undefined, property: string): string {
  const value = object?.get(property);
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);
}

export function flag(object: ModdleElement | undefined, property: string): boolean {
  return object?.get(property) === true;
}

function extensionValues(object: ModdleElement): ModdleElement[] {
  const container = object.extensionElements as { values?: ModdleElement[] } | undefined;
  return container?.values ?? [];
}

function withoutEmpty(row: { [name: string]: unknown }): { [name: string]: unknown } {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== undefined && value !== false));
}
