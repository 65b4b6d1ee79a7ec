import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import type { CallActivityConfig } from './config.ts';

export const rules: PublishRule<CallActivityConfig>[] = [
  publishRule('call-activity/process-unknown', 'error', (call, { pkg }) => {
    const known = pkg.processes.some((process) => process.id === call.config.calledProcess);
    return when(!known && !call.config.calledProcess.startsWith('='), { called: call.config.calledProcess });
  }),
  publishRule('call-activity/no-plain-start', 'error', (call, { pkg }) => {
    const called = pkg.processes.find((process) => process.id === call.config.calledProcess);
    const starts = called?.elements.filter((each) => each.kind === 'start-event' && each.scope === called.id) ?? [];
    return when(starts.length > 0 && !starts.some((start) => start.trigger?.kind === 'none'), { called: call.config.calledProcess });
  }),
];
