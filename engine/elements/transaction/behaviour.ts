import type { Behaviour } from '../../kernel/behaviour.ts';
import type { TransactionConfig } from './config.ts';

/** A subprocess that a cancel event in it undoes (`traits/compensation/cancel.ts`). */
export const behaviour: Behaviour<TransactionConfig> = { isScope: true, activate: (visit) => visit.enterScope() };
