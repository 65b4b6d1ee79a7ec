import { defaultLimits } from '../../engine/contract/index.ts';

/** What all processes of a run go by: low, so that chains without end and circles that fork come to it. */
export const limits = { ...defaultLimits, open: 60, hops: 30, chain: 100 };
