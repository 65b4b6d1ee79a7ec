import type { TriggerBehaviour } from '../../kernel/behaviour.ts';
import type { TerminateConfig } from './config.ts';

/** Ends all else in the scope; the scope then completes and its holder goes on (BPMN 2.0.2, 13.5.6). */
export const behaviour: TriggerBehaviour<TerminateConfig> = {
  throw(_config, visit) {
    visit.terminateScope();
    visit.complete();
    return undefined;
  },
};
