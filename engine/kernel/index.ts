export { applyFact } from './apply-fact.ts';
export { decide } from './decide.ts';
export { type StartTimer, startTimers } from './start-timers.ts';
