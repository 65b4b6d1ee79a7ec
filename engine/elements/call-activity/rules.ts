import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import type { CallActivityConfig } from './config.ts';

export const rules: PublishRule<CallActivityConfig>[] = [
  publishRule('call-activity/process-unknown', 'error', (call, { pkg }) => {
    const known = pkg.processes.some((process) => process.id === call.config.calledProcess);
    return when(!known, { called: call.config.calledProcess });
  }),
];
