import { isNode, type ModdleNode } from '../moddle.ts';

export interface PropertyDescriptor {
  name: string;
  type: string;
  isReference?: boolean;
  isVirtual?: boolean;
}

/** What bpmn-moddle knows of a node's properties; nothing for extension elements of other vendors. */
export function propertiesOf(node: ModdleNode): PropertyDescriptor[] {
  return (node as unknown as { $descriptor?: { properties?: PropertyDescriptor[] } }).$descriptor?.properties ?? [];
}

/** Every node of the model part, in document order; diagrams, extensions and what is to be left out are skipped. */
export function* ownNodes(root: ModdleNode, leaveOut: ReadonlySet<ModdleNode>): Generator<ModdleNode> {
  if (leaveOut.has(root)) return;
  yield root;
  for (const property of propertiesOf(root)) {
    if (property.isReference || property.isVirtual || property.name === 'diagrams' || property.name === 'extensionElements') continue;
    const value = root.get(property.name);
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) yield* ownNodes(each, leaveOut);
  }
}
