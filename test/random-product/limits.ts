import { defaultLimits } from '../../engine/contract/index.ts';

/** What all processes of a run go by: low, so that chains without end and circles that fork come to it. */
export const limits = { ...defaultLimits, open: 200, hops: 100, chain: 1_000 };
