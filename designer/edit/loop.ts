import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import { readFormalExpression, writeFormalExpression } from './expression.ts';
import { type EditContext, text } from './extension.ts';

/** Once; a round for each of a list; so many rounds; rounds as long as a condition holds. */
export type LoopKind = 'once' | 'list' | 'count' | 'while';

const multiInstance = 'bpmn:MultiInstanceLoopCharacteristics';
const standard = 'bpmn:StandardLoopCharacteristics';

export function loopOf(object: ModdleElement): ModdleElement | undefined {
  return object.get('loopCharacteristics') as ModdleElement | undefined;
}

export function loopKind(object: ModdleElement): LoopKind {
  const loop = loopOf(object);
  if (!loop) return 'once';
  if (loop.$type === standard) return 'while';
  return loop.get('loopCardinality') ? 'count' : 'list';
}

/** What it goes through, in FEEL: ours, else the data that the file names. */
export function collectionOf(loop: ModdleElement): string {
  return text(loop, 'perennial:collection') || named(loop, 'loopDataInputRef');
}

export function itemOf(loop: ModdleElement): string {
  return text(loop, 'perennial:item') || named(loop, 'inputDataItem');
}

export function resultsOf(loop: ModdleElement): { into: string; each: string } {
  return {
    into: text(loop, 'perennial:outputCollection') || named(loop, 'loopDataOutputRef'),
    each: text(loop, 'perennial:outputItem') || named(loop, 'outputDataItem'),
  };
}

function named(loop: ModdleElement, reference: string): string {
  const data = loop.get(reference) as ModdleElement | undefined;
  return data ? text(data, 'name') || (data.id ?? '') : '';
}

/** Another way to repeat. What both ways have (order, results, when it ends early) stays; one step of undo. */
export function writeLoopKind(ctx: EditContext, element: DiagramElement, kind: LoopKind): void {
  const before = loopOf(element.businessObject);
  if (kind === loopKind(element.businessObject)) return;
  if (kind === 'once') {
    ctx.modeling.updateProperties(element, { loopCharacteristics: undefined });
    return;
  }
  if (before?.$type === multiInstance && kind !== 'while') {
    const none = { 'perennial:collection': undefined, 'perennial:item': undefined, loopDataInputRef: undefined, inputDataItem: undefined };
    const change = kind === 'list' ? { loopCardinality: undefined } : { ...none, loopCardinality: expression(ctx, before, '2') };
    ctx.modeling.updateModdleProperties(element, before, change);
    return;
  }
  const loop = ctx.factory.create(kind === 'while' ? standard : multiInstance);
  loop.$parent = element.businessObject;
  if (kind === 'count') loop.set('loopCardinality', expression(ctx, loop, '2'));
  ctx.modeling.updateProperties(element, { loopCharacteristics: loop });
}

/** Attributes of the loop; an empty text removes its attribute. */
export function setLoop(ctx: EditContext, element: DiagramElement, attributes: { [name: string]: string | number | boolean | null }): void {
  const loop = loopOf(element.businessObject);
  if (!loop) return;
  const held = Object.entries(attributes).map(([name, value]) => [name, value === '' || value === null ? undefined : value]);
  ctx.modeling.updateModdleProperties(element, loop, Object.fromEntries(held));
}

/** `loopCardinality`, `loopCondition` or `completionCondition`, in FEEL. How often it repeats is never left out: the loop would be another. */
export function setLoopExpression(ctx: EditContext, element: DiagramElement, property: string, body: string): void {
  const loop = loopOf(element.businessObject);
  if (!loop || (property === 'loopCardinality' && body === '')) return;
  writeFormalExpression(ctx, element, loop, property, body);
}

export function loopExpression(object: ModdleElement, property: string): string {
  return readFormalExpression(loopOf(object), property);
}

function expression(ctx: EditContext, parent: ModdleElement, body: string): ModdleElement {
  const made = ctx.factory.create('bpmn:FormalExpression', { body });
  made.$parent = parent;
  return made;
}
