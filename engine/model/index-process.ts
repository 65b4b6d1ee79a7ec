import type { CompiledElement, CompiledPackage, CompiledProcess, SequenceFlow } from '../contract/process.ts';

/** Look-ups of one process, by id in Maps: `__proto__` is a legal id. */
export interface ProcessIndex {
  process: CompiledProcess;
  elements: Map<string, CompiledElement>;
  flows: Map<string, SequenceFlow>;
  /** Scope id (process or subprocess) -> elements directly in it, in document order. */
  scopes: Map<string, CompiledElement[]>;
}

const processes = new WeakMap<CompiledProcess, ProcessIndex>();
const owners = new WeakMap<CompiledPackage, Map<CompiledElement, ProcessIndex>>();

/** Index of a compiled process, built once per object: compiled processes are never changed after compilation. */
export function indexProcess(process: CompiledProcess): ProcessIndex {
  const known = processes.get(process);
  if (known) return known;
  const scopes = new Map<string, CompiledElement[]>([[process.id, []]]);
  for (const element of process.elements) {
    const list = scopes.get(element.scope);
    if (list) list.push(element);
    else scopes.set(element.scope, [element]);
  }
  const index: ProcessIndex = {
    process,
    elements: new Map(process.elements.map((element) => [element.id, element])),
    flows: new Map(process.flows.map((flow) => [flow.id, flow])),
    scopes,
  };
  processes.set(process, index);
  return index;
}

/** The process an element object of this package stands in. */
export function processOf(element: CompiledElement, pkg: CompiledPackage): ProcessIndex {
  let owner = owners.get(pkg);
  if (!owner) {
    owner = new Map();
    for (const process of pkg.processes) {
      const index = indexProcess(process);
      for (const each of process.elements) owner.set(each, index);
    }
    owners.set(pkg, owner);
  }
  const found = owner.get(element);
  if (!found) throw new Error(`element ${element.id} is not of package ${pkg.key}`);
  return found;
}
