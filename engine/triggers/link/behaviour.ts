import type { TriggerBehaviour } from '../../kernel/behaviour.ts';
import type { LinkConfig } from './config.ts';

/** Nothing to do: compiling has drawn the flow from each throwing end to the catching one (`model/links.ts`). */
export const behaviour: TriggerBehaviour<LinkConfig> = {};
