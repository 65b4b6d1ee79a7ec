import type { CompiledElement, CompiledPackage, CompiledProcess, SequenceFlow } from '../contract/process.ts';

/** One compiled process, looked up by id. Built once per object: compiled processes are never changed. */
export class ProcessIndex {
  readonly elements: ReadonlyMap<string, CompiledElement>;
  readonly flows: ReadonlyMap<string, SequenceFlow>;
  /** Scope id (process or subprocess) -> elements directly in it, in document order. */
  readonly scopes: ReadonlyMap<string, readonly CompiledElement[]>;
  readonly process: CompiledProcess;
  private positions: Map<string, number> | undefined;
  private readonly upstreams = new Map<string, ReadonlySet<string>>();

  constructor(process: CompiledProcess) {
    this.process = process;
    this.elements = new Map(process.elements.map((element) => [element.id, element]));
    this.flows = new Map(process.flows.map((flow) => [flow.id, flow]));
    const scopes = new Map<string, CompiledElement[]>();
    for (const element of process.elements) {
      const list = scopes.get(element.scope);
      if (list) list.push(element);
      else scopes.set(element.scope, [element]);
    }
    this.scopes = scopes;
  }

  element(id: string): CompiledElement {
    const found = this.elements.get(id);
    if (!found) throw new Error(`process ${this.process.id} has no element ${id}`);
    return found;
  }

  /** Ids of elements in document order: the database keeps the names of an object in an order of its own. */
  inOrder(ids: Iterable<string>): string[] {
    const unordered = [...new Set(ids)];
    if (unordered.length < 2) return unordered;
    this.positions ??= new Map([...this.elements.keys()].map((id, position) => [id, position]));
    const at = (id: string) => this.positions?.get(id) ?? -1;
    return unordered.sort((a, b) => at(a) - at(b));
  }

  flow(id: string): SequenceFlow {
    const found = this.flows.get(id);
    if (!found) throw new Error(`process ${this.process.id} has no flow ${id}`);
    return found;
  }

  /** Where a scope begins without being told: its start events without trigger, else whatever no flow leads to. */
  entrances(scope: string): CompiledElement[] {
    const inside = this.scopes.get(scope) ?? [];
    const starts = inside.filter((element) => element.kind === 'start-event');
    if (starts.length > 0) return starts.filter((start) => (start.trigger?.kind ?? 'none') === 'none');
    return inside.filter(
      (element) =>
        element.incoming.length === 0 && element.kind !== 'boundary-event' && !element.forCompensation && !isEventSubProcess(element),
    );
  }

  /** Start events of the event subprocesses directly in a scope. */
  eventStarts(scope: string): { subProcess: CompiledElement; start: CompiledElement }[] {
    return (this.scopes.get(scope) ?? []).filter(isEventSubProcess).flatMap((subProcess) => {
      const start = this.scopes.get(subProcess.id)?.find((element) => element.kind === 'start-event');
      return start ? [{ subProcess, start }] : [];
    });
  }

  /**
   * Elements from which a token can come to `flow` by sequence flows (and over the boundary of an activity it stands in)
   * without passing `gateway`.
   */
  upstream(flow: string, gateway: string): ReadonlySet<string> {
    const key = `${gateway}\n${flow}`;
    const known = this.upstreams.get(key);
    if (known) return known;
    const found = new Set<string>();
    const open = [this.flow(flow).source];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === gateway || found.has(id)) continue;
      found.add(id);
      const element = this.elements.get(id);
      if (!element) continue;
      if (element.kind === 'boundary-event') open.push((element.config as { attachedTo: string }).attachedTo);
      for (const incoming of element.incoming) open.push(this.flow(incoming).source);
    }
    this.upstreams.set(key, found);
    return found;
  }
}

export function isEventSubProcess(element: CompiledElement): boolean {
  return element.kind === 'sub-process' && (element.config as { triggeredByEvent?: boolean }).triggeredByEvent === true;
}

const indexes = new WeakMap<CompiledProcess, ProcessIndex>();
const packages = new WeakMap<CompiledPackage, Map<string, CompiledProcess>>();

export function indexOf(process: CompiledProcess): ProcessIndex {
  let index = indexes.get(process);
  if (!index) {
    index = new ProcessIndex(process);
    indexes.set(process, index);
  }
  return index;
}

/** A process of the package by id. */
export function processIn(pkg: CompiledPackage, id: string): ProcessIndex | undefined {
  let byId = packages.get(pkg);
  if (!byId) {
    byId = new Map(pkg.processes.map((process) => [process.id, process]));
    packages.set(pkg, byId);
  }
  const process = byId.get(id);
  return process && indexOf(process);
}
