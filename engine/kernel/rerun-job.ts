import type { UndoBasis } from '../contract/index.ts';
import { behaviourOf } from './behaviours.ts';
import type { Execution } from './execution.ts';
import { notifyRetry, runJob } from './jobs.ts';
import { getOwn } from './own.ts';

/**
 * Has a job that gave up run again, under its old key: what it did already (a mail with its Message-ID) is recognised.
 * Its input is read anew, since what was wrong may have been mended. One that only was called off (`given`) runs with what it had.
 */
export function rerunJob(exec: Execution, job: string, given?: UndoBasis['given'][string]): void {
  const detached = getOwn(exec.state.detachedJobs, job);
  if (detached) {
    const { elementInstance, element, type, input } = detached;
    exec.emit({ type: 'jobRetried', version: 2, elementInstance, job, input });
    runJob(exec, elementInstance, element, job, { type, input, retry: notifyRetry });
    return;
  }
  const instance = Object.values(exec.state.elements).find((each) => each.job?.key === job);
  if (!instance) return;
  const visit = exec.visit(instance.id);
  const { planJob } = behaviourOf(visit.element.kind);
  let planned = planJob?.(visit, given?.rerun ? undefined : given?.input);
  // What an older case read when it ran anew (`rerun`) is not known any more; if it cannot be read now, what it had first is nearest.
  if (planned && !planned.ok && given) planned = planJob?.(visit, given.input);
  if (!planned) return;
  if (!planned.ok) {
    exec.raise(planned.failure, { kind: 'job', elementInstance: instance.id, job });
    return;
  }
  exec.emit({ type: 'jobRetried', version: 2, elementInstance: instance.id, job, input: planned.value.input });
  runJob(exec, instance.id, instance.element, job, planned.value);
}
