import type { ModdleNode } from '../../../engine/model/index.ts';

interface Described extends ModdleNode {
  $descriptor: { properties?: { name: string; isReference?: boolean; isVirtual?: boolean }[] };
  $model: { create(type: string, attributes: object): ModdleNode };
}

export function isNode(value: unknown): value is ModdleNode {
  return typeof value === 'object' && value !== null && '$type' in value;
}

/** The node and everything contained in it, extension elements of other vendors included. */
export function* nodesOf(node: ModdleNode): Generator<ModdleNode> {
  yield node;
  for (const property of (node as Described).$descriptor.properties ?? []) {
    if (property.isReference || property.isVirtual) continue;
    const value = node.get(property.name);
    for (const each of Array.isArray(value) ? value : [value]) {
      if (isNode(each) && '$descriptor' in each) yield* nodesOf(each);
    }
  }
}

export function textOf(node: ModdleNode, property: string): string {
  const value = node.get(property);
  return typeof value === 'string' ? value.trim() : '';
}

export function createNode(near: ModdleNode, type: string, attributes: object): ModdleNode {
  return (near as Described).$model.create(type, attributes);
}

/** Adds extension elements in front of those that are there. */
export function extend(node: ModdleNode, ...values: ModdleNode[]): void {
  const known = node.get('extensionElements');
  const list = isNode(known) ? (known.get('values') as ModdleNode[]) : [];
  node.set('extensionElements', createNode(node, 'bpmn:ExtensionElements', { values: [...values, ...list] }));
}

/** Extension elements of one kind, such as `camunda:in`; their attributes are plain properties. */
export function foreign(node: ModdleNode, type: string): { [attribute: string]: string }[] {
  const known = node.get('extensionElements');
  const list = isNode(known) ? (known.get('values') as ModdleNode[]) : [];
  return list.filter((each) => each.$type === type) as unknown as { [attribute: string]: string }[];
}

/** Puts a node of another type in a node's place, with its id, name and flows, and mends whatever refers to it. */
export function retype(node: ModdleNode, type: string, root: ModdleNode): ModdleNode {
  const twin = createNode(node, type, { id: node.id, name: node.name, default: node.get('default') });
  if (node.get('isForCompensation') === true) twin.set('isForCompensation', true);
  for (const kept of ['loopCharacteristics', 'extensionElements']) {
    const value = node.get(kept);
    if (isNode(value)) twin.set(kept, value);
  }
  (twin as { $parent?: ModdleNode }).$parent = node.$parent;
  for (const each of nodesOf(root)) {
    for (const { name } of (each as Described).$descriptor.properties ?? []) {
      const value = each.get(name);
      if (value === node) each.set(name, twin);
      else if (Array.isArray(value) && value.includes(node)) value[value.indexOf(node)] = twin;
    }
  }
  for (const name of ['incoming', 'outgoing']) (twin.get(name) as ModdleNode[]).push(...(node.get(name) as ModdleNode[]));
  return twin;
}
