import { child, type ModdleNode, text } from '../moddle.ts';

/** The item definition of something that holds data; a reference to a data object or store has that one's. */
export function itemOf(node: ModdleNode | undefined): ModdleNode | undefined {
  if (!node) return undefined;
  const own = child(node, 'itemSubjectRef') ?? child(node, 'itemRef');
  return own ?? itemOf(child(node, 'dataObjectRef') ?? child(node, 'dataStoreRef'));
}

/** The same definition, or two that name the same structure; two that are both left out agree as well. */
export function sameItem(one: ModdleNode | undefined, other: ModdleNode | undefined): boolean {
  if (one === other) return true;
  const structure = one && text(one, 'structureRef');
  return structure !== undefined && structure === (other && text(other, 'structureRef'));
}
