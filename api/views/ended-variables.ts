import { factsOf } from '../../db/queries/feed.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Fact, Variables } from '../../engine/contract/index.ts';
import { stateAfter } from '../../engine/kernel/undo-basis.ts';

/** A longer history is not folded for a page: who operates cases asks for its state. */
const longest = 5_000;

/** What a case knew when it ended: its state keeps no elements then, but its facts say it. Null = it is open, or its history is too long. */
export async function endedVariables(
  queryable: Queryable,
  { id, status, facts: count }: { id: string; status: string; facts: number },
): Promise<Variables | null> {
  if (status === 'open' || count > longest) return null;
  const facts = await factsOf(queryable, id);
  // The root goes before its case ends, and takes its variables along.
  const gone = facts.findLast(endsRoot) ?? facts.findLast(({ type }) => type === 'instanceCompleted' || type === 'instanceCancelled');
  return (gone && stateAfter(facts, gone.number - 1)?.elements['1']?.variables) ?? null;
}

function endsRoot(fact: Fact): boolean {
  return (fact.type === 'elementCompleted' || fact.type === 'elementTerminated') && fact.elementInstance === 1;
}
