export { applyFact } from './apply-fact.ts';
export { decide } from './decide.ts';
export { firstStartAfter, nextStart, replannedStart, type StartPlan } from './start-firings.ts';
export { type StartTimer, startTimers } from './start-timers.ts';
