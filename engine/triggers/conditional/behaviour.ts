import type { TriggerBehaviour } from '../../kernel/behaviour.ts';
import { good } from '../../kernel/failure.ts';
import type { ConditionalConfig } from './config.ts';

/** Asked whenever a command has changed something (`kernel/conditions.ts`); true already, it happens at once. */
export const behaviour: TriggerBehaviour<ConditionalConfig> = {
  arm(_config, _place, element) {
    return good([{ condition: { element: element.id, holds: false } }]);
  },
};
