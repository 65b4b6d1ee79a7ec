import type { ElementInstance, InstanceState, Json, Variables } from '../../engine/contract/index.ts';

/** Variables an element instance sees: its own, over those of the scopes around it. */
export function visibleVariables(state: InstanceState, from: ElementInstance): Variables {
  const chain: ElementInstance[] = [];
  for (let each: ElementInstance | undefined = from; each; each = each.parent === null ? undefined : state.elements[String(each.parent)]) {
    chain.unshift(each);
  }
  return Object.assign({}, ...chain.map((each) => each.variables ?? {})) as Variables;
}

/** Same elements, same counts, in any order. */
export function sameMultiset(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && [...one].sort().join('\n') === [...other].sort().join('\n');
}

export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
