import { isNode, type ModdleNode } from '../moddle.ts';

interface PropertyDescriptor {
  name: string;
  type: string;
  isReference?: boolean;
  isVirtual?: boolean;
}

/** What bpmn-moddle knows of a type's properties, as the rules ask for it; the same object for every node of the type. */
interface TypeProperties {
  /** Names of those that hold nodes of the model part. */
  contained: string[];
  /** Those that refer to something of BPMN. */
  references: PropertyDescriptor[];
}

const nothing: TypeProperties = { contained: [], references: [] };
const known = new WeakMap<object, TypeProperties>();

/** Nothing for extension elements of other vendors. */
export function propertiesOf(node: ModdleNode): TypeProperties {
  const descriptor = (node as unknown as { $descriptor?: { properties?: PropertyDescriptor[] } }).$descriptor;
  if (!descriptor?.properties) return nothing;
  let found = known.get(descriptor);
  if (!found) {
    const { properties } = descriptor;
    const skipped = new Set(['diagrams', 'extensionElements']);
    found = {
      contained: properties.filter((each) => !each.isReference && !each.isVirtual && !skipped.has(each.name)).map((each) => each.name),
      references: properties.filter((each) => each.isReference && each.type.startsWith('bpmn:')),
    };
    known.set(descriptor, found);
  }
  return found;
}

/**
 * The value as it stands, without the empty list that `get` would put there for one that is missing: asked for every property of every
 * node, those lists take more memory than the file.
 */
export function valuesOf(node: ModdleNode, property: string): ModdleNode[] {
  const value = (node as unknown as { [name: string]: unknown })[property];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

/** Every node of the model part, in document order; diagrams, extensions and what is to be left out are skipped. */
export function ownNodes(root: ModdleNode, leaveOut: ReadonlySet<ModdleNode>, found: ModdleNode[] = []): ModdleNode[] {
  if (leaveOut.has(root)) return found;
  found.push(root);
  for (const property of propertiesOf(root).contained) for (const each of valuesOf(root, property)) ownNodes(each, leaveOut, found);
  return found;
}
