import { type Chain, type Command, countedHop, type InstanceState, type Instant, type TimerState } from '../contract/index.ts';
import type { Execution } from './execution.ts';
import type { Failure } from './failure.ts';
import { getOwn } from './own.ts';

/** A timer that waits this long has rested, and what comes of it begins anew. A job never has: under load its queue would end every chain. Milliseconds. */
const restMs = 60_000;
/** A timer that is due sooner than this after another fired gives the world no time to change: it counts as a hop. Milliseconds. */
const hasteMs = 1_000;

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
  const message = `The ${what} was not thrown: cases tell each other without end. The chain that began with "${id}" ${why}, here at hop ${hops}. Mend the process that throws what it catches, then retry: it is thrown, and a new chain begins. If this is honest work, the settings CHAIN_HOPS and CHAIN_THROWS raise the limit.`;
  return { code: 'chainLimit', message };
}

/** What is due soon goes on with the chain, however late it fires then; waiting longer ends it. One at once after another is a hop of it. */
export function timerInChain(exec: Execution, timer: Omit<TimerState, 'id'>): Omit<TimerState, 'id'> {
  const { chain, fired } = exec;
  const wait = timer.dueAt - exec.now;
  if (fired !== undefined && wait < hasteMs) return { ...timer, chain: hopOf(exec, chain, fired) };
  return chain && wait < restMs ? { ...timer, chain } : timer;
}

/** The same of the next firing of a cycle: it counts when it comes less than a second after this one. */
export function cycleInChain(exec: Execution, timer: TimerState, next: Omit<TimerState, 'id'>): Omit<TimerState, 'id'> {
  return next.dueAt - timer.dueAt < hasteMs ? { ...next, chain: hopOf(exec, timer.chain, timer.id) } : next;
}

function hopOf(exec: Execution, chain: Chain | undefined, fired: number): Chain {
  return { id: chain?.id ?? `${exec.state.instanceId}:${fired}`, hops: (chain?.hops ?? 0) + 1 };
}

/** Why a timer that is due does not fire: timers fire one another at once, on and on. */
export function endlessTimers(exec: Execution, timer: TimerState): Failure | undefined {
  const { hops } = exec.ctx.limits;
  // At the limit itself a chain that other cases brought stops at what it would throw, not at a timer before.
  if (!timer.chain || timer.chain.hops <= hops) return undefined;
  // Of a cycle only firings that follow at once carry a chain.
  const hasty = (timer.firing ?? 0) > 0 || timer.dueAt - timer.armedAt < hasteMs;
  if (!hasty) return undefined;
  const message = `The timer "${timer.rule}" was not fired: timers fire one another without end, ${hops} times at once here. Let the process wait a second or longer in its circle, then retry: it is fired, and counting begins anew. If this is honest work, the setting CHAIN_HOPS raises the limit.`;
  return { code: 'chainLimit', message };
}

/** What was moved, by a calendar or because the case stood still, is another wait than the one it began. */
export function rested({ chain: _, ...timer }: TimerState): TimerState {
  return timer;
}

/** What a command goes on with that the case itself knows: the chains of the job it ends, of the timers it fires, of the results it takes up. */
export function chainsOf(state: InstanceState, command: Command, now: Instant): Chain[] {
  const elements = Object.values(state.elements);
  const ofJobs = (keys: Set<string>) => elements.flatMap(({ job }) => (job?.chain && keys.has(job.key) ? [job.chain] : []));
  if (command.type === 'completeJob' || command.type === 'failJob') return ofJobs(new Set([command.job]));
  if (command.type === 'resume') return ofJobs(new Set(state.suspended?.held?.flatMap((each) => ('job' in each ? [each.job] : []))));
  if (command.type !== 'advance') return [];
  const timers = elements.flatMap((each) => each.timers ?? []);
  return timers.flatMap(({ chain, dueAt, parked }) => (chain && !parked && dueAt <= now ? [chain] : []));
}
