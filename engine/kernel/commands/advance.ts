import { parseCycle } from '../../calendar/cycle.ts';
import type { ElementInstance, TimerState } from '../../contract/index.ts';
import { fireAlert } from '../../elements/user-task/alert.ts';
import { firingAfter } from '../../triggers/timer/missed.ts';
import { clockOf } from '../calendars.ts';
import { cycleInChain, endlessTimers } from '../chain.ts';
import { happen, isRepeatable } from '../dispatch.ts';
import type { Execution } from '../execution.ts';
import type { Failure } from '../failure.ts';
import { overOpen } from '../limits.ts';
import { refuse } from '../rejection.ts';
import type { Handler } from './handler.ts';

/** Firings in one command; after a long downtime the next `advance` goes on with what is still due. */
const mostFirings = 1_000;

/** Fires whatever is due, by (due, id): the same in the product, in a simulation, and after a week of downtime. */
export const advance: Handler<'advance'> = (exec) => {
  let fired = 0;
  for (let next = earliest(exec); next && next.timer.dueAt <= exec.now; next = earliest(exec)) {
    if (fired >= mostFirings || exec.spent) break;
    const { instance, timer } = next;
    exec.chain = timer.chain;
    exec.fired = timer.id;
    const held = endlessTimers(exec, timer) ?? (comesAgain(exec, instance, timer) ? overOpen(exec, timer) : undefined);
    if (held) park(exec, instance, timer, held);
    else fire(exec, instance, timer);
    exec.run();
    fired += 1;
    if (exec.rejection || exec.state.status !== 'open') break;
  }
  const due = exec.state.status === 'open' ? (earliest(exec)?.timer.dueAt ?? null) : null;
  if (fired === 0) return refuse('notYet', 'Nothing is due', { params: { nextDue: due } });
  exec.reply.fired = fired;
  exec.reply.nextDue = due;
  return undefined;
};

/** Its retry fires it. */
function park(exec: Execution, { id }: ElementInstance, { id: timer }: TimerState, failure: Failure): void {
  exec.cause = 0;
  exec.cause = exec.raise(failure, { kind: 'timer', elementInstance: id, timer });
  exec.emit({ type: 'timerParked', version: 1, elementInstance: id, timer, parked: true });
}

/** Fires one timer: an event happens, or somebody is told. */
export function fire(exec: Execution, instance: ElementInstance, timer: TimerState): void {
  const { id } = instance;
  exec.cause = 0;
  exec.cause = exec.emit({
    type: 'timerFired',
    version: 1,
    elementInstance: id,
    timer: timer.id,
    element: timer.element,
    dueAt: timer.dueAt,
    lateBy: exec.now - timer.dueAt,
  });
  if (timer.purpose !== 'event') {
    fireAlert(exec, id, timer);
    return;
  }
  const again = isRepeatable(exec, id, timer.element)
    ? firingAfter(timer, exec.now, clockOf(exec.ctx, exec.packageOf(instance), timer.calendar))
    : null;
  if (again) {
    const next = { ...cycleInChain(exec, timer, again), id: exec.nextNumber };
    exec.emit({ type: 'timerArmed', version: 1, elementInstance: id, timer: next });
  }
  happen(exec, id, { timer });
}

function comesAgain(exec: Execution, { id }: ElementInstance, { purpose, element, rule, remaining }: TimerState): boolean {
  return purpose === 'event' && remaining !== 0 && isRepeatable(exec, id, element) && parseCycle(rule) !== null;
}

export function earliest(exec: Execution): { instance: ElementInstance; timer: TimerState } | null {
  let found: { instance: ElementInstance; timer: TimerState } | null = null;
  for (const instance of Object.values(exec.state.elements)) {
    for (const timer of instance.timers ?? []) {
      if (timer.parked) continue;
      if (found && (timer.dueAt > found.timer.dueAt || (timer.dueAt === found.timer.dueAt && timer.id > found.timer.id))) continue;
      found = { instance, timer };
    }
  }
  return found;
}
