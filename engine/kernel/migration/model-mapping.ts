import type { CompiledElement, CompiledPackage, MigrationPlan } from '../../contract/index.ts';
import { type ProcessIndex, processIn } from '../model-index.ts';
import { getOwn, withOwn } from '../own.ts';

/** Two versions of a package and where the elements of one are found in the other. Holds nothing of an instance. */
export class ModelMapping {
  readonly from: CompiledPackage;
  readonly to: CompiledPackage;
  readonly plan: MigrationPlan['elements'];

  constructor(from: CompiledPackage, to: CompiledPackage, plan: MigrationPlan['elements']) {
    this.from = from;
    this.to = to;
    this.plan = plan;
  }

  /** Id in the new version; null = gone. */
  target(id: string): string | null {
    const planned = getOwn(this.plan, id);
    return planned === undefined ? id : planned;
  }

  isNamed(id: string): boolean {
    return getOwn(this.plan, id) !== undefined;
  }

  /** The process that continues this one; the main process does so without being named. */
  process(id: string): ProcessIndex | undefined {
    const target = this.target(id);
    if (target === null) return undefined;
    const found = processIn(this.to, target);
    return found ?? (id === this.from.mainProcess && !this.isNamed(id) ? processIn(this.to, this.to.mainProcess) : undefined);
  }

  /** The element that continues this one in `process`, whatever its kind. */
  element(id: string, process: ProcessIndex): CompiledElement | undefined {
    const target = this.target(id);
    return target === null ? undefined : process.elements.get(target);
  }

  /** The flow into a join that continues this one: the one named, the one of that id, or the only one from the same element. */
  flow(id: string, old: ProcessIndex, gateway: CompiledElement, process: ProcessIndex): string | null | undefined {
    const target = this.target(id);
    if (target === null || gateway.incoming.includes(target)) return target;
    const source = old.flows.get(id)?.source;
    const from = source === undefined ? null : this.target(source);
    const same = gateway.incoming.filter((flow) => process.flow(flow).source === from);
    return same.length === 1 ? same[0] : undefined;
  }
}

/** The way back. What the plan moved away from an id is not found under that id again, unless something was moved there. */
export function reversed(plan: MigrationPlan['elements']): MigrationPlan['elements'] {
  let back: MigrationPlan['elements'] = {};
  const entries = Object.entries(plan);
  for (const [old, target] of entries) if (target !== old) back = withOwn<string | null>(back, old, null);
  for (const [old, target] of entries) if (target !== null) back = withOwn<string | null>(back, target, old);
  return back;
}
