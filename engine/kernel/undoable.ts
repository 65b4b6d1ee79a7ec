import type { Command, Fact } from '../contract/index.ts';

/** Commands of people that can be taken back. Not a change of a record, which is no step, nor what keeps a half-filled form. */
const steps = new Set<Command['type']>([
  'completeTask',
  'throwError',
  'escalate',
  'claim',
  'unclaim',
  'assign',
  'defer',
  'pauseDeadline',
  'resumeDeadline',
  'startAdHoc',
  'completeAdHoc',
  'override',
  'modify',
  'setVariables',
  'cancel',
]);

/** One accepted command of a case, as stored. */
export interface PastCommand {
  id: string;
  type: string;
  actor: string;
  firstFact: number;
  lastFact: number;
}

/**
 * The last step of a person that was not taken back yet, all commands that count, and those that came after it; undone steps, and what undid them, count as
 * if they had never been. Null = there is none.
 */
export function lastStep(
  commands: PastCommand[],
  facts: Fact[],
): { step: PastCommand; standing: PastCommand[]; after: PastCommand[] } | null {
  const undone = new Map<number, number>();
  for (const fact of facts) if (fact.type === 'stepUndone') undone.set(fact.number, fact.step.firstFact);
  const taken = new Set(undone.values());
  const standing = commands.filter(({ firstFact, lastFact }) => {
    // One without facts changed nothing, and is no step.
    if (lastFact < firstFact || taken.has(firstFact)) return false;
    for (const number of undone.keys()) if (number >= firstFact && number <= lastFact) return false;
    return true;
  });
  const at = standing.findLastIndex(({ type, actor }) => steps.has(type as Command['type']) && !actor.startsWith('system:'));
  const step = standing[at];
  return step ? { step, standing, after: standing.slice(at + 1) } : null;
}
