export { type CalendarProblem, checkCalendar } from './check-calendar.ts';
export { type Cycle, cycleFiringAt, parseCycle } from './cycle.ts';
export { type DeadlineExplanation, explainDeadline } from './explain-deadline.ts';
export { firstDifference } from './first-difference.ts';
export {
  addIsoDuration,
  cycleFiring,
  type IsoCycle,
  type IsoDuration,
  nextCycleFiring,
  parseIsoCycle,
  parseIsoDuration,
  parseIsoInstant,
} from './iso.ts';
export { addTime, type Pause, type Run, runWithPauses, shiftByPause, timeBetween } from './pauses.ts';
export { type TaskMoments, type TaskTimes, taskTimes } from './task-times.ts';
export {
  addWorkingMs,
  addWorkingTime,
  isWorkingTime,
  NoWorkingTime,
  nextOpening,
  subtractWorkingTime,
  type WorkingInterval,
  workingTimeBetween,
} from './working-time.ts';
export { isZone } from './zone.ts';
