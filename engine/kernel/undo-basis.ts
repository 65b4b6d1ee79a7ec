import type { Fact, InstanceState, UndoBasis } from '../contract/index.ts';
import { foldFacts } from './apply-fact.ts';
import { jobKeys } from './state-delta.ts';
import { lastStep, type PastCommand } from './undoable.ts';

/**
 * What `undo` would take back, from all commands and facts of a case; undefined = no person has taken a step. `begun`: keys of jobs that a
 * worker has begun. Folds the whole history: undo is rare, and so no command has to carry what only it needs.
 */
export function undoBasis(commands: PastCommand[], facts: Fact[], begun: string[]): UndoBasis | undefined {
  const found = lastStep(commands, facts);
  const first = found && facts[found.step.firstFact - 1];
  const before = found && stateAfter(facts, found.step.firstFact - 1);
  if (!found || !first || !before) return undefined;
  const { step, standing, after } = found;
  const within = (fact: Fact, commandsOf: PastCommand[]) =>
    commandsOf.some(({ firstFact, lastFact }) => fact.number >= firstFact && fact.number <= lastFact);
  const entered = facts.findLast((fact) => fact.type === 'stageEntered' && fact.number < step.firstFact && within(fact, standing));
  return {
    command: step.id,
    actor: step.actor,
    at: first.at,
    firstFact: step.firstFact,
    lastFact: step.lastFact,
    before,
    facts: facts.filter((fact) => within(fact, [step, ...after])),
    ...(before.stage !== undefined && entered ? { stageSince: entered.at } : {}),
    given: givenTo(jobKeys(before), facts.slice(0, step.firstFact - 1)),
    begun,
  };
}

function givenTo(jobs: string[], facts: Fact[]): UndoBasis['given'] {
  const running = new Set(jobs);
  const given: UndoBasis['given'] = {};
  for (const fact of facts) {
    if (fact.type === 'jobCreated' && running.has(fact.job)) given[fact.job] = { input: fact.input, rerun: false };
    const retried = fact.type === 'jobRetried' ? given[fact.job] : undefined;
    if (!retried || fact.type !== 'jobRetried') continue;
    if (fact.version === 1) retried.rerun = true;
    else given[fact.job] = { input: fact.input, rerun: false };
  }
  return given;
}

/** The state of a case as it was after one of its facts (0 = before it began: null). */
export function stateAfter(facts: Fact[], number: number): InstanceState | null {
  return foldFacts(facts.filter((fact) => fact.number <= number));
}
