import type { CompiledElement, CompiledPackage } from '../contract/process.ts';
import { indexOf, type ProcessIndex } from '../kernel/model-index.ts';

export { indexOf as indexProcess, isEventSubProcess, type ProcessIndex } from '../kernel/model-index.ts';

const owners = new WeakMap<CompiledPackage, Map<CompiledElement, ProcessIndex>>();

/** The process an element object of this package stands in. */
export function processOf(element: CompiledElement, pkg: CompiledPackage): ProcessIndex {
  let owner = owners.get(pkg);
  if (!owner) {
    owner = new Map();
    for (const process of pkg.processes) {
      const index = indexOf(process);
      for (const each of process.elements) owner.set(each, index);
    }
    owners.set(pkg, owner);
  }
  const found = owner.get(element);
  if (!found) throw new Error(`element ${element.id} is not of package ${pkg.key}`);
  return found;
}
