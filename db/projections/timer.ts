import type { TimerState } from '../../engine/contract/index.ts';
import { movedTimers } from './moved-rows.ts';
import type { Projection } from './projection.ts';
import { insert, iso, patch, type Row } from './row-fold.ts';

export const timerProjection: Projection = {
  table: 'timer',
  key: 'id',
  keyType: 'integer',
  columns: [
    ...['element_instance', 'element', 'purpose', 'due_at', 'rule', 'calendar', 'calendar_version', 'armed_at', 'remaining'],
    ...['parked', 'status', 'ended_at', 'late_by_ms'],
  ],
  fold(fact) {
    switch (fact.type) {
      case 'timerArmed':
        return insert(fact.timer.id, {
          element_instance: fact.elementInstance,
          element: fact.timer.element,
          purpose: fact.timer.purpose,
          due_at: iso(fact.timer.dueAt),
          rule: fact.timer.rule,
          calendar: fact.timer.calendar,
          calendar_version: fact.timer.calendarVersion,
          armed_at: iso(fact.timer.armedAt),
          remaining: fact.timer.remaining,
          parked: fact.timer.parked ?? false,
          status: 'armed',
        });
      case 'timerRescheduled':
        return patch(fact.timer.id, {
          due_at: iso(fact.timer.dueAt),
          calendar_version: fact.timer.calendarVersion,
          armed_at: iso(fact.timer.armedAt),
          remaining: fact.timer.remaining,
        });
      case 'timerFired':
        return patch(fact.timer, { status: 'fired', ended_at: iso(fact.at), late_by_ms: fact.lateBy });
      case 'timerCancelled':
        return patch(fact.timer, { status: 'cancelled', ended_at: iso(fact.at) });
      case 'timerParked':
        return patch(fact.timer, { parked: fact.parked });
      case 'instanceMigrated':
      case 'migrationUndone':
        return movedTimers(fact);
      case 'stepUndone': {
        const timers = Object.values(fact.elements).flatMap((instance) => instance?.timers ?? []);
        return timers.filter(({ id }) => fact.reopened.timers.includes(id)).map((timer) => patch(timer.id, reopened(timer)));
      }
    }
  },
};

/** As it was armed before the step that was taken back. */
function reopened({ dueAt, armedAt, parked = false, remaining, calendarVersion }: TimerState): Row {
  return {
    ...{ status: 'armed', ended_at: null, late_by_ms: null },
    due_at: iso(dueAt),
    armed_at: iso(armedAt),
    parked,
    remaining: remaining ?? null,
    calendar_version: calendarVersion ?? null,
  };
}
