import type { TriggerBehaviour } from '../../kernel/behaviour.ts';
import type { NoneConfig } from './config.ts';

/** Waits for nothing, throws nothing: a milestone. */
export const behaviour: TriggerBehaviour<NoneConfig> = {};
