import type { TriggerDefinition } from '../../elements/element.ts';
import type { LinkConfig } from './config.ts';

/** Nothing beyond what compiling finds and what the event's position allows. */
export const rules: TriggerDefinition<LinkConfig>['rules'] = [];
