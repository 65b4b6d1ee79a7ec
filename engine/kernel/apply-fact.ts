import type { Fact } from '../contract/facts.ts';
import type { InstanceState } from '../contract/state.ts';
import { applierOf } from './appliers/index.ts';
import { StateDraft } from './state-draft.ts';

/**
 * The only function that changes state. Folding all facts of an instance, from null, rebuilds its state exactly.
 * Throws on a gap in the numbers or an unknown (type, version): both mean that the log is not what this code wrote.
 */
export function applyFact(state: InstanceState | null, fact: Fact): InstanceState {
  const draft = new StateDraft(state ?? unborn(fact));
  foldInto(draft, fact);
  return draft.state;
}

/**
 * The state that these facts make of another; absent = the first is a case's first. Null = no fact and no state. Long logs cost what their
 * facts do, not what each state weighs.
 */
export function foldFacts(facts: Iterable<Fact>, from: InstanceState | null = null): InstanceState | null {
  let draft: StateDraft | undefined;
  for (const fact of facts) {
    draft ??= new StateDraft(from ?? unborn(fact));
    foldInto(draft, fact);
  }
  return draft?.state ?? from;
}

/** A fold with some appliers replaced: how a test shows that a changed applier is noticed. */
export function foldWith(replaced: (fact: Fact) => ((draft: StateDraft, fact: Fact) => void) | null) {
  return (state: InstanceState | null, fact: Fact): InstanceState => {
    const draft = new StateDraft(state ?? unborn(fact));
    (replaced(fact) ?? applierOf(fact.type, fact.version))(draft, fact);
    draft.state.factNumber = fact.number;
    return draft.state;
  };
}

/** Folds one fact into a state in work. */
export function foldInto(draft: StateDraft, fact: Fact): void {
  if (fact.number !== draft.state.factNumber + 1) {
    throw new Error(`fact ${fact.number} (${fact.type}) does not follow ${draft.state.factNumber}`);
  }
  applierOf(fact.type, fact.version)(draft, fact);
  draft.state.factNumber = fact.number;
}

export function unborn(first: { type: string; at: number }): InstanceState {
  if (first.type !== 'instanceStarted') throw new Error(`an instance begins with instanceStarted, not ${first.type}`);
  return {
    format: 1,
    instanceId: '',
    packageHash: '',
    status: 'open',
    factNumber: 0,
    startedAt: first.at,
    elements: {},
    incidents: {},
    records: [],
    seenMessages: [],
  };
}
