import type { CompiledPackage, DecideContext, Instant } from '../../contract/index.ts';
import type { Finding } from '../../elements/element.ts';
import { clockOf } from '../../kernel/calendars.ts';
import { firstStartAfter, nextStart, type StartPlan } from '../../kernel/start-firings.ts';
import { startTimers } from '../../kernel/start-timers.ts';
import { finding, label } from '../findings.ts';

/** When, and by what calendars, a version is published. */
export type StartTimes = Pick<DecideContext, 'now' | 'calendars' | 'defaultCalendar'>;

/** What a timer start event begins with: its first firing; null = it has none any more. */
export interface PlannedStart {
  process: string;
  element: string;
  plan: StartPlan | null;
  rule: string;
}

/** A cycle may not come more often, in milliseconds. */
const leastGap = 1_000;
/** Postgres and people count years with four digits. */
const latest: Instant = Date.UTC(10_000, 0, 1) - 1;

/**
 * The timer start events of a package that is published now. A date that is past is due at once, as everywhere; of a cycle only what comes
 * after now counts: before, nothing was published that could have missed it. Evaluates the package's expressions.
 */
export function planStarts(pkg: CompiledPackage, times: StartTimes): { starts: PlannedStart[]; findings: Finding[] } {
  const starts: PlannedStart[] = [];
  const findings: Finding[] = [];
  for (const { process, element, planned } of startTimers(pkg, times)) {
    const name = pkg.processes.find(({ id }) => id === process)?.elements.find(({ id }) => id === element)?.name;
    const say = (rule: string, severity: Finding['severity'], params = {}) =>
      void findings.push(finding(rule, severity, element, { element: label({ id: element, name }), ...params }));
    if (!planned.ok) {
      say('start-event/timer-plan', 'error', { problem: planned.failure.message });
      continue;
    }
    const clock = clockOf(times, pkg, planned.timer.calendar);
    const { rule } = planned.timer;
    const second = nextStart(planned.timer, clock);
    if (second && second.dueAt - planned.timer.dueAt < leastGap) {
      say('start-event/timer-too-often', 'error', { value: rule });
      continue;
    }
    // Only cycles have a number.
    const over = planned.timer.firing !== undefined && planned.timer.dueAt < times.now;
    const plan = over ? firstStartAfter(planned.timer, times.now - 1, clock) : planned.timer;
    if (plan && plan.dueAt > latest) say('start-event/timer-plan', 'error', { problem: `"${rule}" is later than the year 9999` });
    else starts.push({ process, element, plan, rule });
    if (!plan) say('start-event/timer-over', 'warning', { value: rule });
  }
  return { starts, findings };
}
