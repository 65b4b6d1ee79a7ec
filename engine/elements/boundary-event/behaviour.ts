import type { Behaviour } from '../../kernel/behaviour.ts';
import type { BoundaryEventConfig } from './config.ts';

/** Its activity waits for the trigger (`engine/traits/boundary.ts`); by the time it is entered it has happened. */
export const behaviour: Behaviour<BoundaryEventConfig> = {};
