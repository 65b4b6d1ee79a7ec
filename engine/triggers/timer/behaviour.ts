import { type CycleClock, cycleFiringAt, parseCycle } from '../../calendar/cycle.ts';
import { NoWorkingTime } from '../../calendar/working-time.ts';
import type { CalendarDefinition, TimerState } from '../../contract/index.ts';
import type { Place, TriggerBehaviour } from '../../kernel/behaviour.ts';
import { bad, good, type Result } from '../../kernel/failure.ts';
import { keepableInstant } from '../../kernel/keepable.ts';
import { durationAfter } from '../../kernel/working-time.ts';
import type { TimerConfig } from './config.ts';

export const behaviour: TriggerBehaviour<TimerConfig> = {
  arm(config, place, element) {
    const planned = planTimer(config, place);
    return planned.ok ? good([{ timer: { purpose: 'event', element: element.id, ...planned.value } }]) : planned;
  },
};

type Plan = Pick<TimerState, 'dueAt' | 'rule' | 'armedAt' | 'remaining' | 'calendar' | 'calendarVersion' | 'firing'>;

/** When the timer is due, counted from now. */
export function planTimer(config: TimerConfig, place: Place): Result<Plan> {
  const rule = config.date ?? config.duration ?? config.cycle;
  if (rule === undefined) return bad('timer', 'The timer has no date, duration or cycle');
  const text = place.textOrFeel(rule);
  if (!text.ok) return text;
  if (typeof text.value !== 'string') return bad('timer', `The timer's "${rule}" gives no text`);
  const plan = { rule: text.value, armedAt: place.now };
  if (config.date !== undefined) {
    const dueAt = place.instant(text.value);
    return dueAt === null ? bad('timer', `"${text.value}" is no date`) : good({ ...plan, dueAt });
  }
  const calendar = config.calendar === undefined ? good(null) : place.calendar(config.calendar);
  if (!calendar.ok) return calendar;
  if (config.cycle !== undefined) return planCycle(text.value, plan, place, calendar.value);
  const dueAt = durationAfter({ calendar: calendar.value, zone: place.zone }, place.now, text.value);
  return dueAt.ok ? good({ ...plan, dueAt: dueAt.value, ...of(calendar.value) }) : dueAt;
}

/** The firing after `timer` of a cycle, on the clock its own calendar or the installation has now; null when it was the last. */
export function nextFiring(timer: TimerState, clock: CycleClock): Omit<TimerState, 'id'> | null {
  const cycle = parseCycle(timer.rule);
  if (!cycle || timer.remaining === 0) return null;
  const firing = (timer.firing ?? 0) + 1;
  const dueAt = firingAt(() => cycleFiringAt(cycle, firing, timer.armedAt, timer.dueAt, clock));
  // One after the year 9999 never comes.
  if (dueAt === null || !keepableInstant('', dueAt).ok) return null;
  const { id: _, parked: __, pauses: ___, chain: ____, missed: _____, skippedFrom: ______, ...kept } = timer;
  const since = clock.calendar ? { previousAt: timer.dueAt } : {};
  return {
    ...kept,
    dueAt,
    ...of(clock.calendar),
    ...since,
    firing,
    ...(timer.remaining === undefined ? {} : { remaining: timer.remaining - 1 }),
  };
}

function planCycle(text: string, plan: { rule: string; armedAt: number }, place: Place, calendar: CalendarDefinition | null): Result<Plan> {
  const cycle = parseCycle(text);
  if (!cycle) return bad('timer', `"${text}" is no cycle: neither a repeating interval (R3/PT1H) nor a cron expression that ever fires`);
  const dueAt = firingAt(() => cycleFiringAt(cycle, 0, place.now, place.now, { calendar, zone: place.zone }));
  if (dueAt === null) return bad('timer', `The cycle "${text}" never fires`);
  const kept = keepableInstant(`The first firing of the cycle "${text}"`, dueAt);
  if (!kept.ok) return kept;
  const count = cycle.kind === 'interval' ? cycle.interval.count : undefined;
  return good({ ...plan, dueAt, ...of(calendar), firing: 0, ...(count === undefined ? {} : { remaining: count - 1 }) });
}

/** A calendar without working time ends the cycle. */
function firingAt(compute: () => number | null): number | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NoWorkingTime) return null;
    throw error;
  }
}

function of(calendar: CalendarDefinition | null): Pick<TimerState, 'calendar' | 'calendarVersion'> {
  return calendar ? { calendar: calendar.name, calendarVersion: calendar.version } : {};
}
