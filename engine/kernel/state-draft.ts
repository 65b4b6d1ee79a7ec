import type { ElementInstance, InstanceState } from '../contract/state.ts';

/**
 * A state in work. The base is never touched: the draft copies the state and its table of element instances once, and each
 * element instance on its first change. What hangs below an element instance (variables, task, timers) is always replaced,
 * never changed, so that facts and older states may share it.
 */
export class StateDraft {
  readonly state: InstanceState;
  private readonly owned = new Set<ElementInstance>();

  constructor(base: InstanceState) {
    this.state = { ...base, elements: { ...base.elements } };
  }

  /** The element instance, to be changed. */
  element(id: number): ElementInstance {
    const found = this.state.elements[id];
    if (!found) throw new Error(`element instance ${id} is not in the state`);
    if (this.owned.has(found)) return found;
    const copy = { ...found };
    this.put(copy);
    return copy;
  }

  has(id: number): boolean {
    return this.state.elements[id] !== undefined;
  }

  put(instance: ElementInstance): void {
    this.owned.add(instance);
    this.state.elements[instance.id] = instance;
  }

  remove(id: number): void {
    const gone = this.state.elements[id];
    if (gone) this.owned.delete(gone);
    delete this.state.elements[id];
  }
}
