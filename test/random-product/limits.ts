import { defaultLimits } from '../../engine/contract/index.ts';

/** What all processes of a run go by: low, so that chains without end come to it. */
export const limits = { ...defaultLimits, hops: 100, chain: 1_000 };
