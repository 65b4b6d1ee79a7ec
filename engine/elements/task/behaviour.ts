import type { Behaviour } from '../../kernel/behaviour.ts';
import type { TaskConfig } from './config.ts';

/** Done outside of the product, without being asked for: passes at once. */
export const behaviour: Behaviour<TaskConfig> = {};
