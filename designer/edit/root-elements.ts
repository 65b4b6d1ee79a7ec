import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import type { EditContext } from './extension.ts';

/** What lies beside the processes and is shared by its name or code. */
const shared = {
  message: { reference: 'messageRef', type: 'bpmn:Message', property: 'name' },
  signal: { reference: 'signalRef', type: 'bpmn:Signal', property: 'name' },
  error: { reference: 'errorRef', type: 'bpmn:Error', property: 'errorCode' },
  escalation: { reference: 'escalationRef', type: 'bpmn:Escalation', property: 'escalationCode' },
};
export type SharedKind = keyof typeof shared;

/** Name or code of what the event (or task) points at; a file without names means the id. */
export function sharedName(target: ModdleElement, kind: SharedKind): string {
  const { reference, property } = shared[kind];
  const root = target.get(reference) as ModdleElement | undefined;
  return root ? String(root.get(property) ?? root.id ?? '') : '';
}

/** Points the event at the definitions' element of this name, making it when there is none; an empty name points at nothing. */
export function nameShared(ctx: EditContext, element: DiagramElement, target: ModdleElement, kind: SharedKind, name: string): void {
  ctx.modeling.updateModdleProperties(element, target, {
    [shared[kind].reference]: name ? rootElement(ctx, target, kind, name) : undefined,
  });
}

/** Names that are known already, for choice. */
export function sharedNames(from: ModdleElement, kind: SharedKind): string[] {
  const { type, property } = shared[kind];
  const roots = (definitionsOf(from).get('rootElements') ?? []) as ModdleElement[];
  return [...new Set(roots.filter((root) => root.$type === type).map((root) => String(root.get(property) ?? '')))].filter(Boolean);
}

function rootElement(ctx: EditContext, from: ModdleElement, kind: SharedKind, value: string): ModdleElement {
  const { type, property } = shared[kind];
  const definitions = definitionsOf(from);
  const roots = definitions.get('rootElements') as ModdleElement[];
  const known = roots.find((root) => root.$type === type && root.get(property) === value);
  if (known) return known;
  const made = ctx.factory.create(type, { name: value, [property]: value });
  made.$parent = definitions;
  roots.push(made);
  return made;
}

function definitionsOf(element: ModdleElement): ModdleElement {
  let current = element;
  while (current.$parent) current = current.$parent;
  return current;
}
