import type { Lifecycle } from '../contract/state.ts';

/** What can happen to a live element instance. */
export type LifecycleEvent = 'parkActivating' | 'parkCompleting' | 'resume' | 'suspend' | 'beginTermination' | 'complete' | 'terminate';

/**
 * Every allowed step of an element instance's life. A new one is `active` (or `activating`, when it is parked from the start);
 * `gone` ones leave the state. What is not in the table is a fault of the kernel and throws when folded.
 */
export const lifecycle: { readonly [from in Lifecycle]: { readonly [event in LifecycleEvent]?: Lifecycle | 'gone' } } = {
  activating: { parkActivating: 'activating', resume: 'active', suspend: 'suspended', beginTermination: 'terminating', terminate: 'gone' },
  active: {
    parkActivating: 'activating',
    parkCompleting: 'completing',
    resume: 'active',
    suspend: 'suspended',
    beginTermination: 'terminating',
    complete: 'gone',
    terminate: 'gone',
  },
  completing: { parkCompleting: 'completing', resume: 'active', suspend: 'suspended', beginTermination: 'terminating', terminate: 'gone' },
  terminating: { terminate: 'gone' },
  suspended: { resume: 'active', beginTermination: 'terminating', terminate: 'gone' },
};

export function nextLifecycle(from: Lifecycle, event: LifecycleEvent): Lifecycle | 'gone' {
  const to = lifecycle[from][event];
  if (to === undefined) throw new Error(`lifecycle: ${event} is not allowed while ${from}`);
  return to;
}
