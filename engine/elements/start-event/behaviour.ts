import type { Behaviour } from '../../kernel/behaviour.ts';
import type { StartEventConfig } from './config.ts';

/** By the time a token stands here its trigger has happened: it passes at once. */
export const behaviour: Behaviour<StartEventConfig> = {};
