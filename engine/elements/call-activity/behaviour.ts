import type { Behaviour } from '../../kernel/behaviour.ts';
import type { CallActivityConfig } from './config.ts';

/** Calls a process and waits for its end: of the package this instance runs (not the newest), or of the one its binding names. */
export const behaviour: Behaviour<CallActivityConfig> = {
  isScope: true,
  activate(visit) {
    const { calledProcess, binding } = visit.config;
    const called = visit.textOrFeel(calledProcess);
    if (!called.ok) return called.failure;
    return visit.call(String(called.value), binding && { package: visit.pkg.key, ...binding });
  },
};
