import { compareRowsWithFacts } from '../db/projections/rebuild.ts';
import { factsOf } from '../db/queries/feed.ts';
import { readStoredCase } from '../db/queries/verify.ts';
import type { Queryable } from '../db/queryable.ts';
import { foldFacts } from '../engine/kernel/apply-fact.ts';
import { canonicalJson } from './content-hash.ts';
import { earliestDue } from './decide.ts';

/**
 * Everything Postgres holds about a case, held against its facts: numbers without a gap, the stored state against the folded one, each
 * read model, each command's range of facts, and the instance's own columns. Returns sentences; none = sound.
 */
export async function verifyCase(queryable: Queryable, instanceId: string): Promise<string[]> {
  const facts = await factsOf(queryable, instanceId);
  const stored = await readStoredCase(queryable, instanceId);
  if (!stored) return [`${instanceId}: there is no such case`];
  const problems: string[] = [];
  const gap = facts.findIndex((fact, index) => fact.number !== index + 1);
  if (gap >= 0) return [`${instanceId}: fact ${gap + 1} is missing`];
  const folded = foldFacts(facts);
  if (canonicalJson(folded) !== canonicalJson(stored.state)) problems.push('its state is not what its facts make');
  if (stored.fact_number !== facts.length) problems.push(`it counts ${stored.fact_number} facts, there are ${facts.length}`);
  if (stored.status !== folded?.status) problems.push(`its status is ${stored.status}, its facts say ${folded?.status}`);
  if (folded && (stored.due_at?.getTime() ?? null) !== earliestDue(folded)) problems.push('its earliest due is not that of its timers');
  problems.push(...commandProblems(stored.commands, facts.length));
  for (const difference of await compareRowsWithFacts(queryable, instanceId)) {
    const { table, id, column, stored: row, folded: fact } = difference;
    problems.push(`${table} ${id}.${column} is ${JSON.stringify(row)}, its facts say ${JSON.stringify(fact)}`);
  }
  return problems.map((problem) => `${instanceId}: ${problem}`);
}

/** Accepted commands divide the facts among them: none belongs to two, none to nobody. */
function commandProblems(commands: { id: string; first_fact: number; last_fact: number }[], count: number): string[] {
  let next = 1;
  for (const { id, first_fact, last_fact } of commands) {
    if (first_fact !== next) return [`command ${id} begins at fact ${first_fact}, ${next} was expected`];
    next = last_fact + 1;
  }
  return next === count + 1 ? [] : [`its commands end at fact ${next - 1} of ${count}`];
}
