export { type Clock, createClock, moveClock } from './clock.ts';
