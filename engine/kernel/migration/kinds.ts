import type { CompiledElement, ElementInstance } from '../../contract/index.ts';
import type { JobConfig } from '../../elements/service-task/config.ts';
import { isEventSubProcess } from '../model-index.ts';
import { same } from '../same.ts';

/** What an element waits for while it is active: two that wait for the same are of one kind to a running case. */
export function waitsFor(element: CompiledElement): string {
  switch (element.kind) {
    case 'service-task':
    case 'send-task':
      return jobOf(element) ? 'job' : element.kind;
    case 'receive-task':
    case 'intermediate-catch-event':
      return `event ${element.trigger?.kind ?? 'none'}`;
    case 'sub-process':
      return isEventSubProcess(element) ? 'event subprocess' : 'subprocess';
    default:
      return element.kind;
  }
}

/** Tokens wait in the same way at these. */
const joins = new Set(['parallel-gateway', 'inclusive-gateway']);

export function joinsAlike(old: CompiledElement, target: CompiledElement): boolean {
  if (joins.has(old.kind) && joins.has(target.kind)) return true;
  // Tokens wait before an activity that takes several: what it will be when it begins does not matter to them.
  return old.kind === target.kind || (groupOf(old) === 'activity' && groupOf(target) === 'activity');
}

/**
 * May what stands at `old` go on at `target`? One that is held by an incident before it began, or after it ended, has nothing of its
 * kind about it: there any activity continues any activity, any event an event, any gateway a gateway.
 */
export function goesOn(old: CompiledElement, target: CompiledElement, instance: ElementInstance): 'yes' | 'kindChanged' | 'triggerChanged' {
  if (waitsFor(old) === waitsFor(target)) {
    // Several definitions at once: which of them have come already is told by their places.
    if (old.trigger?.kind === 'multiple' && !isBare(instance) && !same(old.trigger.config, target.trigger?.config)) return 'triggerChanged';
    if (old.kind !== target.kind || !old.trigger || old.trigger.kind === target.trigger?.kind || isBare(instance)) return 'yes';
    return 'triggerChanged';
  }
  if (isBare(instance) && groupOf(old) === groupOf(target)) return 'yes';
  return waitsFor(old).startsWith('event ') && waitsFor(target).startsWith('event ') ? 'triggerChanged' : 'kindChanged';
}

/** Parked before its behaviour began, or when only its flows are left to be chosen. */
function isBare({ lifecycle, memo, task, job, timers, subscriptions }: ElementInstance): boolean {
  if (task || job || timers || subscriptions) return false;
  return lifecycle === 'activating' || (lifecycle === 'completing' && memo?.leaving === true);
}

function groupOf({ kind }: CompiledElement): string {
  if (kind.endsWith('-gateway')) return 'gateway';
  return kind.endsWith('-event') ? 'event' : 'activity';
}

export function jobOf(element: CompiledElement): JobConfig | undefined {
  return (element.config as { job?: JobConfig | null } | undefined)?.job ?? undefined;
}

/** Multi-instance and loops, whatever their settings: one and many are not the same to a running case. */
export function loopOf({ loop }: CompiledElement): string {
  return loop?.kind ?? 'once';
}
