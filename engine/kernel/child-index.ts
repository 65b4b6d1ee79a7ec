import type { Fact } from '../contract/facts.ts';
import type { InstanceState } from '../contract/state.ts';

const none: ReadonlySet<number> = new Set();

/** Which element instances stand directly in which, and how many tokens are still on their way into a scope. */
export class ChildIndex {
  private readonly children = new Map<number, Set<number>>();
  private readonly parents = new Map<number, number>();
  private readonly expected = new Map<number, number>();

  build(state: InstanceState): void {
    this.children.clear();
    this.parents.clear();
    for (const instance of Object.values(state.elements)) if (instance.parent !== null) this.add(instance.id, instance.parent);
  }

  follow(fact: Fact): void {
    if (fact.type === 'elementActivated') this.add(fact.number, fact.parent);
    else if (fact.type === 'elementCompleted' || fact.type === 'elementTerminated') this.remove(fact.elementInstance);
  }

  of(scope: number): ReadonlySet<number> {
    return this.children.get(scope) ?? none;
  }

  /** All that stand in one, whichever. */
  get open(): number {
    return this.parents.size;
  }

  expect(scope: number): void {
    this.expected.set(scope, (this.expected.get(scope) ?? 0) + 1);
  }

  arrived(scope: number): void {
    this.expected.set(scope, (this.expected.get(scope) ?? 1) - 1);
  }

  /** Tokens on their way into the scope. */
  expectedIn(scope: number): number {
    return this.expected.get(scope) ?? 0;
  }

  /** Nothing stands in the scope and nothing is on its way there. Tokens waiting at its joins are not counted. */
  isEmpty(scope: number): boolean {
    return this.of(scope).size === 0 && (this.expected.get(scope) ?? 0) === 0;
  }

  private add(id: number, parent: number): void {
    this.parents.set(id, parent);
    const siblings = this.children.get(parent);
    if (siblings) siblings.add(id);
    else this.children.set(parent, new Set([id]));
  }

  private remove(id: number): void {
    const parent = this.parents.get(id);
    if (parent === undefined) return;
    this.parents.delete(id);
    this.children.delete(id);
    this.children.get(parent)?.delete(id);
  }
}
