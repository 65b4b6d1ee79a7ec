import { type Chain, countedHop, type InstanceState, type TimerState } from '../contract/index.ts';
import type { Execution } from './execution.ts';
import type { Failure } from './failure.ts';
import { getOwn } from './own.ts';

/** A timer that fires sooner than this after it was armed is no rest: milliseconds. */
const atOnceMs = 1_000;

/** Counts one more signal or message of the chain that moves now; a failure when it is too long for that, or has thrown too many. */
export function throwInChain(exec: Execution, what: string): Failure | undefined {
  const { chain, ctx } = exec;
  if (!chain || chain.hops < countedHop) return undefined;
  const { hops } = ctx.limits;
  if (chain.hops >= hops) return failure(what, chain, `was handed on ${hops} times`);
  const thrown = exec.thrown.get(chain.id) ?? 0;
  const left = getOwn(ctx.chainsLeft, chain.id) ?? ctx.limits.chain;
  if (thrown >= left) return failure(what, chain, 'has thrown as many signals and messages as one chain may');
  exec.thrown.set(chain.id, thrown + 1);
  return undefined;
}

function failure(what: string, { id, hops }: Chain, why: string): Failure {
  const message = `The ${what} was not thrown: cases tell each other without end. The chain that began with "${id}" ${why}, here at hop ${hops}. Mend the process that throws what it catches, then retry: it is thrown, and a new chain begins.`;
  return { code: 'chainLimit', message };
}

/** What is due at once goes on with the chain; waiting longer ends it. */
export function timerInChain(exec: Execution, timer: Omit<TimerState, 'id'>): Omit<TimerState, 'id'> {
  return exec.chain && timer.dueAt - exec.now < atOnceMs ? { ...timer, chain: exec.chain } : timer;
}

/** Chains that jobs and timers of a case may go on with. */
export function chainsOf(state: InstanceState): Chain[] {
  const found: Chain[] = [];
  for (const { job, timers } of Object.values(state.elements)) {
    if (job?.chain) found.push(job.chain);
    for (const { chain } of timers ?? []) if (chain) found.push(chain);
  }
  for (const { chain } of Object.values(state.detachedJobs ?? {})) if (chain) found.push(chain);
  return found;
}
