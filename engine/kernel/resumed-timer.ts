import { isSchedule, parseCycle } from '../calendar/cycle.ts';
import { parseIsoDuration } from '../calendar/iso.ts';
import { shiftByPause } from '../calendar/pauses.ts';
import type { TimerState } from '../contract/index.ts';
import { nextFiring } from '../triggers/timer/behaviour.ts';
import type { Clock } from './working-time.ts';

/**
 * A timer after its clock stood still from `pause.from` to `pause.to` (suspended and resumed). BPMN is silent; so it is decided here:
 * - A duration runs on with what was left: working time with a calendar, else real time (pain P10). What was due before stays.
 * - A cycle counted from its arming is the same, for all firings to come.
 * - A date stays: if it passed meanwhile it fires on resuming, as late as it is.
 * - A schedule (cron, or a cycle whose first firing has a date) stays too, but what it missed comes once, as its last missed
 *   firing, not once for each.
 * Throws `NoWorkingTime` for a calendar that has none.
 */
export function resumedTimer(timer: TimerState, pause: { from: number; to: number }, clock: Clock): TimerState {
  if (parseIsoDuration(timer.rule)) {
    return moved(timer, shiftByPause(clock.calendar, timer.dueAt, pause), pause);
  }
  const cycle = parseCycle(timer.rule);
  if (!cycle) return timer;
  if (isSchedule(cycle)) return lastMissed(timer, pause, clock);
  const dueAt = shiftByPause(clock.calendar, timer.dueAt, pause);
  // A cycle round the clock counts all its firings from `armedAt`.
  const after = moved(timer, dueAt, pause);
  return clock.calendar || after === timer ? after : { ...after, armedAt: timer.armedAt + pause.to - pause.from };
}

/** Firings looked through: a year of one a minute. */
const mostMissed = 530_000;

function lastMissed(timer: TimerState, pause: { to: number }, clock: Clock): TimerState {
  let last = timer;
  for (let tried = 0; tried < mostMissed; tried++) {
    const after = last.dueAt <= pause.to ? nextFiring(last, clock) : null;
    if (!after || after.dueAt > pause.to) return last;
    last = { ...after, id: timer.id };
  }
  return last;
}

/** A pause over closed hours moves nothing, and is kept: under another version of the calendar they may have been open. */
function moved(timer: TimerState, dueAt: number, pause: { from: number; to: number }): TimerState {
  return timer.dueAt <= pause.from ? timer : { ...timer, dueAt, pauses: [...(timer.pauses ?? []), { from: pause.from, to: pause.to }] };
}
