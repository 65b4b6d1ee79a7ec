import type { Accepted, Command, DecideContext, Decision, InstanceState } from '../contract/index.ts';
import { handle } from './commands/index.ts';
import { Execution } from './execution.ts';
import { retellLimit } from './limits.ts';
import { keepNextAction } from './next-action.ts';
import { refuse } from './rejection.ts';
import { holdBack } from './suspension.ts';

/** Nobody waits for the answer of these: what a guard forbids becomes an incident. */
const unasked = new Set<Command['type']>(['advance', 'completeJob', 'failJob', 'deliverMessage', 'deliverSignal', 'raiseIncident']);

/** What a command may still find in a case that has ended. */
const afterTheEnd = new Set<Command['type']>(['completeJob', 'failJob', 'undo']);

/**
 * Decides one command: the facts that happened, the effects they have on the world, the reply, the state after. Or a refusal,
 * which changes nothing. Pure: the same state, command and context give the same decision; `state` is never changed, and shares
 * what did not change with the state returned. Throws only for faults of the kernel or a package missing in `ctx`.
 */
export function decide(state: InstanceState | null, command: Command, ctx: DecideContext): Decision {
  if (state === null && command.type !== 'start') return refuse('notFound', 'There is no such case');
  if (state !== null && command.type === 'start') return refuse('alreadyStarted', 'The case has been started already');
  const exec = new Execution(state, ctx);
  exec.manner.asked = !unasked.has(command.type);
  const held = state?.status === 'open' && state.suspended ? holdBack(exec, command) : undefined;
  if (held) return held === 'kept' ? accepted(exec) : held;
  if (state && state.status !== 'open' && !afterTheEnd.has(command.type)) return refusedAfterTheEnd(exec, command);
  const refused = handle(exec, command);
  if (refused) return refused;
  exec.run();
  if (exec.rejection) return exec.rejection;
  retellLimit(exec);
  keepNextAction(exec);
  return accepted(exec);
}

/** A task of an ended case is told how it ended itself, if that is still known. */
function refusedAfterTheEnd(exec: Execution, command: Command): Decision {
  const refused = command.type === 'completeTask' || command.type === 'claim' ? handle(exec, command) : undefined;
  return refused ?? refuse('instanceEnded', 'The case has ended', { params: { status: exec.state.status } });
}

function accepted(exec: Execution): Accepted {
  const { state, facts, effects } = exec;
  const tasks = facts.flatMap((fact) =>
    fact.type === 'taskCreated' && state.elements[fact.elementInstance]?.task ? [fact.elementInstance] : [],
  );
  const reply = { status: state.status, stage: state.stage ?? null, lastFact: state.factNumber, tasks, ...exec.reply };
  return { ok: true, facts, effects, reply, state };
}
