import type {
  CompensationEntry,
  CompiledElement,
  CompiledPackage,
  ElementInstance,
  InstanceState,
} from '../../../engine/contract/index.ts';

/** Everything in the state stands at an element that its version has: waits, tokens, what it keeps, what may be undone. */
export function strangers(state: InstanceState, packages: CompiledPackage[]): string[] {
  const pkg = packages.find(({ hash }) => hash === state.packageHash);
  return Object.values(state.elements).flatMap((instance) => {
    const process = pkg?.processes.find(({ id }) => id === instance.process);
    if (!process) return [`${instance.element} is in no process of ${state.packageHash}`];
    const ids = new Set([process.id, ...process.elements.map(({ id }) => id)]);
    const waits = [...(instance.timers ?? []), ...(instance.subscriptions ?? []), ...(instance.conditions ?? [])];
    const kept = Object.entries(instance.memo ?? {}).flatMap(([key, value]) => {
      if (key.startsWith('received:')) return [key.slice('received:'.length)];
      return key === 'toBegin' ? (value as string[]) : [];
    });
    const named = [instance.element, ...waits.map(({ element }) => element), ...kept];
    const joins = [...Object.keys(instance.arrived ?? {}), ...Object.keys(instance.resetting ?? {})];
    return [...named, ...joins].flatMap((id) => (ids.has(id) ? [] : [`${id} is no element of ${state.packageHash}`]));
  });
}

/** What had been done and could be undone can be, and what is only being undone waits for nothing new. */
export function promisesBroken(before: InstanceState, after: InstanceState, from: CompiledPackage, to: CompiledPackage): string[] {
  const entries = new Map(entriesOf(after).map((entry) => [entry.id, entry]));
  const lost = entriesOf(before).flatMap((entry) => {
    const now = entries.get(entry.id);
    if (!now) return [`what could be undone of ${entry.element} is forgotten`];
    return undoneBy(entry, from) && !undoneBy(now, to) ? [`nothing undoes ${entry.element} any more`] : [];
  });
  const armed = Object.values(before.elements).flatMap((instance) => {
    const now = after.elements[instance.id];
    const scope = elementsOf(from, instance.process).find(({ id }) => id === instance.element);
    const isBeingUndone = (instance.compensates !== undefined && !scope?.forCompensation) || instance.compensation?.after === 'cancel';
    return now && isBeingUndone && waitsOf(now) > waitsOf(instance)
      ? [`${now.element} is only being undone, and waits for more than before`]
      : [];
  });
  return [...lost, ...armed];
}

/** Those that are undone by themselves; what is in a scope that something undoes as a whole is not asked for. */
function entriesOf(state: InstanceState): CompensationEntry[] {
  return Object.values(state.elements).flatMap(({ compensations = [], compensation }) => [
    ...compensations,
    ...(compensation?.steps.flat() ?? []),
  ]);
}

function undoneBy({ element, process }: CompensationEntry, pkg: CompiledPackage): boolean {
  const elements = elementsOf(pkg, process);
  const edges = elements.find(({ id }) => id === element)?.boundary ?? [];
  const isCompensation = ({ trigger }: CompiledElement) => trigger?.kind === 'compensation';
  if (elements.some((each) => edges.includes(each.id) && isCompensation(each))) return true;
  const inside = elements.filter(({ scope, config }) => scope === element && (config as { triggeredByEvent?: boolean }).triggeredByEvent);
  return inside.some(({ id }) => elements.some((each) => each.kind === 'start-event' && each.scope === id && isCompensation(each)));
}

function elementsOf(pkg: CompiledPackage, process: string): CompiledElement[] {
  return pkg.processes.find(({ id }) => id === process)?.elements ?? [];
}

function waitsOf({ timers = [], subscriptions = [], conditions = [] }: ElementInstance): number {
  return timers.length + subscriptions.length + conditions.length;
}
