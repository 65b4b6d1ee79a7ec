import type { CompiledElement, CompiledPackage } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import { movesRecord } from '../../elements/rule.ts';
import { hasDeadline, predecessors } from '../../elements/shared-rules.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import type { TimerConfig } from '../../triggers/timer/config.ts';
import { finding, label } from '../findings.ts';
import type { ProcessIndex } from '../index-process.ts';
import { timersAround } from './soundness/deadline.ts';

/**
 * A wait whose timers all fire a number of times and let it wait on: after the last of them the case has no next action (the kernel raises
 * `noNextAction` then).
 */
export function checkDeadlineOnce(element: CompiledElement, index: ProcessIndex, pkg: CompiledPackage): Finding[] {
  if (!waitsOpenly(element, index) || !hasDeadline(element, index)) return [];
  if (timersAround(element, index).some((timer) => interrupts(timer) || repeatsForEver(timer))) return [];
  return [finding('wait/deadline-once', movesRecord(pkg) ? 'error' : 'warning', element.id, { element: label(element) })];
}

function waitsOpenly(element: CompiledElement, index: ProcessIndex): boolean {
  if (element.kind === 'ad-hoc-sub-process') return true;
  const waits =
    element.kind === 'receive-task' ||
    (element.kind === 'intermediate-catch-event' && !['timer', 'link'].includes(element.trigger?.kind ?? ''));
  return waits && !predecessors(element, index).some((before) => before.kind === 'event-based-gateway');
}

function interrupts(timer: CompiledElement): boolean {
  return (timer.config as { interrupting: boolean }).interrupting;
}

/** Its cycle has no number; what FEEL computes may have none. */
function repeatsForEver(timer: CompiledElement): boolean {
  const cycles = triggersIn(timer).map(({ config }) => (config as TimerConfig).cycle);
  return cycles.some((cycle) => cycle !== undefined && !/^R\d/.test(cycle));
}
