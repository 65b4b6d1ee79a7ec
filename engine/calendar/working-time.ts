import type { CalendarDefinition, Instant } from '../contract/index.ts';

export interface WorkingInterval {
  from: Instant;
  to: Instant;
}

export interface DeadlineExplanation {
  start: Instant;
  calendar: { name: string; version: number; zone: string };
  duration: string;
  /** Working intervals used, in order; their sum is the counted part of the duration. At most `truncatedAfter`. */
  used: WorkingInterval[];
  due: Instant;
}

/** The instant by which `isoDuration` of working time has passed since `from`. */
export function addWorkingTime(_calendar: CalendarDefinition, _from: Instant, _isoDuration: string): Instant {
  throw new Error('in work');
}
export function subtractWorkingTime(_calendar: CalendarDefinition, _from: Instant, _isoDuration: string): Instant {
  throw new Error('in work');
}
/** Working milliseconds from a to b; negative when b is before a. */
export function workingTimeBetween(_calendar: CalendarDefinition, _a: Instant, _b: Instant): number {
  throw new Error('in work');
}
export function isWorkingTime(_calendar: CalendarDefinition, _t: Instant): boolean {
  throw new Error('in work');
}
/** `t` itself within working time, else the next beginning of it. */
export function nextOpening(_calendar: CalendarDefinition, _t: Instant): Instant {
  throw new Error('in work');
}
export function explainDeadline(_calendar: CalendarDefinition, _from: Instant, _isoDuration: string): DeadlineExplanation {
  throw new Error('in work');
}
