import type { ElementInstance, InstanceState, Json, StepUndoneBody } from '../contract/index.ts';
import { getOwn } from './own.ts';
import { same } from './same.ts';

export type StateDelta = Pick<StepUndoneBody, 'elements' | 'variables' | 'incidents' | 'state' | 'reopened'>;

/** Which have tables of their own, or never change. */
const apart = new Set(['format', 'instanceId', 'factNumber', 'elements', 'incidents']);

/** What has to be put into `now` so that it equals `before`, but for its fact number. Compared as JSON, as states are stored. */
export function deltaBetween(now: InstanceState, before: InstanceState): StateDelta {
  const state: { [property: string]: Json } = {};
  for (const property of new Set([...Object.keys(now), ...Object.keys(before)])) {
    if (apart.has(property)) continue;
    const wanted = (before as unknown as { [property: string]: Json | undefined })[property];
    if (!same(wanted, (now as unknown as { [property: string]: Json | undefined })[property])) state[property] = wanted ?? null;
  }
  return {
    elements: changed(withoutShared(now, before), withoutShared(before, now)),
    variables: changedVariables(now, before),
    incidents: changed(now.incidents, before.incidents),
    state,
    reopened: reopened(now, before),
  };
}

/** Element instances, without the variables of those that the other state has, too: they are compared by name. */
function withoutShared({ elements }: InstanceState, other: InstanceState): InstanceState['elements'] {
  return Object.fromEntries(
    Object.entries(elements).map(([id, instance]) => {
      if (!other.elements[id]) return [id, instance];
      const { variables: _, ...rest } = instance;
      return [id, rest];
    }),
  );
}

function changedVariables(now: InstanceState, before: InstanceState): StepUndoneBody['variables'] {
  const result: StepUndoneBody['variables'] = {};
  for (const [id, { variables: wanted }] of Object.entries(before.elements)) {
    const current = now.elements[id];
    if (!current || same(current.variables, wanted)) continue;
    if (!wanted) {
      result[id] = null;
      continue;
    }
    const has = current.variables ?? {};
    result[id] = {
      set: Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !Object.hasOwn(has, name) || !same(has[name], value))),
      unset: Object.keys(has).filter((name) => !Object.hasOwn(wanted, name)),
    };
  }
  return result;
}

function changed<T>(now: { [id: string]: T }, before: { [id: string]: T }): { [id: string]: T | null } {
  const result: { [id: string]: T | null } = {};
  for (const id of new Set([...Object.keys(now), ...Object.keys(before)])) {
    if (!same(now[id], before[id])) result[id] = before[id] ?? null;
  }
  return result;
}

/** Whatever waits again, or waits otherwise than now. A job that runs again is told by a fact of its own. */
function reopened(now: InstanceState, before: InstanceState): StepUndoneBody['reopened'] {
  const lists: StepUndoneBody['reopened'] = { tasks: [], timers: [], subscriptions: [], jobs: [], incidents: [] };
  for (const instance of Object.values(before.elements)) {
    const current: ElementInstance | undefined = now.elements[instance.id];
    if (instance.task && !same(instance.task, current?.task)) lists.tasks.push(instance.id);
    for (const timer of instance.timers ?? []) {
      if (
        !same(
          timer,
          current?.timers?.find((each) => each.id === timer.id),
        )
      )
        lists.timers.push(timer.id);
    }
    for (const { id } of instance.subscriptions ?? []) {
      if (!current?.subscriptions?.some((each) => each.id === id)) lists.subscriptions.push(id);
    }
    if (instance.job?.failed && !same(instance.job, current?.job)) lists.jobs.push(instance.job.key);
  }
  for (const [key, job] of Object.entries(before.detachedJobs ?? {})) {
    if (job.failed && !same(job, getOwn(now.detachedJobs, key))) lists.jobs.push(key);
  }
  for (const incident of Object.values(before.incidents)) if (!now.incidents[incident.id]) lists.incidents.push(incident.id);
  return lists;
}

/** Keys of the jobs of `before` that are to run and that `now` has not. */
export function jobsMissing(now: InstanceState, before: InstanceState): string[] {
  const live = new Set(jobKeys(now));
  return jobKeys(before).filter((key) => !live.has(key));
}

/** Jobs that are to run, or run: not those that gave up. */
export function jobKeys({ elements, detachedJobs = {} }: InstanceState): string[] {
  const attached = Object.values(elements).flatMap(({ job }) => (job && !job.failed ? [job.key] : []));
  return [...attached, ...Object.entries(detachedJobs).flatMap(([key, job]) => (job.failed ? [] : [key]))];
}
