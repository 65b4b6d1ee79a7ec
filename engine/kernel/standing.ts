import type { ElementInstance, Fact, InstanceState } from '../contract/index.ts';

/**
 * How many element instances stand in the case, besides its own scope, that are not parked. Counted only when asked, from then on kept by the facts: never too few,
 * and counted anew where it may be too many.
 */
export class Standing {
  private count: number | undefined;
  private exact = true;
  private seen = 0;

  /** True when they are as many as `limit`, or more. */
  reach(limit: number, state: InstanceState, facts: Fact[]): boolean {
    for (; this.seen < facts.length; this.seen += 1) this.follow(facts[this.seen] as Fact);
    if (this.count === undefined || (this.count >= limit && !this.exact)) this.recount(state);
    return (this.count ?? 0) >= limit;
  }

  private follow(fact: Fact): void {
    if (this.count === undefined) return;
    if (fact.type === 'elementActivated') this.count += 'parked' in fact && fact.parked ? 0 : 1;
    else if (fact.type === 'elementResumed') this.count += 1;
    else if (fact.type === 'elementCompleted') this.count -= 1;
    else if (fact.type === 'elementTerminated' || fact.type === 'incidentRaised') this.exact = false;
    else if (fact.type === 'incidentResolved' || fact.type === 'stepUndone') this.count = undefined;
    else if (fact.type === 'instanceMigrated' || fact.type === 'migrationUndone') this.count = undefined;
  }

  private recount(state: InstanceState): void {
    this.count = 0;
    this.exact = true;
    for (const id in state.elements) if (stands(state.elements[id] as ElementInstance)) this.count += 1;
  }
}

const stands = ({ parent, lifecycle }: ElementInstance) => parent !== null && lifecycle !== 'activating';
