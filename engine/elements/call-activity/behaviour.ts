import type { Behaviour } from '../../kernel/behaviour.ts';
import type { CallActivityConfig } from './config.ts';

/** Calls a process of the same package (the one this instance runs, not the newest) and waits for its end. */
export const behaviour: Behaviour<CallActivityConfig> = {
  isScope: true,
  activate(visit) {
    const called = visit.textOrFeel(visit.config.calledProcess);
    return called.ok ? visit.call(String(called.value)) : called.failure;
  },
};
