import type { Behaviour } from '../../kernel/behaviour.ts';
import type { SubProcessConfig } from './config.ts';

/** A scope of its own: inputs are variables inside, what is written there to names of its own stays there. */
export const behaviour: Behaviour<SubProcessConfig> = { isScope: true, activate: (visit) => visit.enterScope() };
