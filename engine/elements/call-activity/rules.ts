import type { CompiledProcess } from '../../contract/process.ts';
import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import type { CallActivityConfig } from './config.ts';

export const rules: PublishRule<CallActivityConfig>[] = [
  publishRule('call-activity/process-unknown', 'error', (call, { pkg }) => {
    if (call.config.binding) return [];
    const known = pkg.processes.some((process) => process.id === call.config.calledProcess);
    return when(!known && !call.config.calledProcess.startsWith('='), { called: call.config.calledProcess });
  }),
  publishRule('call-activity/no-plain-start', 'error', (call, { pkg }) => {
    const called = call.config.binding ? undefined : pkg.processes.find((process) => process.id === call.config.calledProcess);
    return when(called !== undefined && !canBeCalled(called), { called: call.config.calledProcess });
  }),
];

/** Without start events it begins at whatever no flow enters. */
export function canBeCalled({ id, elements }: CompiledProcess): boolean {
  const starts = elements.filter((each) => each.kind === 'start-event' && each.scope === id);
  return starts.length === 0 || starts.some((start) => start.trigger?.kind === 'none');
}
