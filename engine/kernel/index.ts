export { applyFact } from './apply-fact.ts';
export { decide } from './decide.ts';
