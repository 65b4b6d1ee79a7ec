import type { Accepted, CompiledPackage, InstanceState } from '../../engine/contract/index.ts';
import { isLimit } from '../../engine/kernel/limits.ts';

/** What must be true after every accepted command, whatever the model. Empty = all well. */
export function faultsOf({ state, facts, effects }: Accepted, pkg: CompiledPackage, before: InstanceState | null): string[] {
  return [
    ...numbering(facts, before),
    ...tree(state),
    ...waits(state),
    ...jobs(state, facts, effects),
    ...nextAction(state, pkg),
    ...leftovers(state, pkg),
    ...quantities(state, pkg),
  ];
}

function numbering(facts: Accepted['facts'], before: InstanceState | null): string[] {
  const first = (before?.factNumber ?? 0) + 1;
  return facts.flatMap((fact, position) => [
    ...(fact.number === first + position ? [] : [`fact ${fact.number} stands at ${first + position}`]),
    ...(fact.cause < fact.number ? [] : [`fact ${fact.number} follows from ${fact.cause}`]),
  ]);
}

function tree(state: InstanceState): string[] {
  return Object.entries(state.elements).flatMap(([key, instance]) => [
    ...(String(instance.id) === key ? [] : [`instance ${instance.id} is kept under ${key}`]),
    ...(instance.parent === null || state.elements[instance.parent] ? [] : [`instance ${key} hangs on ${instance.parent}, which is gone`]),
  ]);
}

/** Ids of timers and subscriptions are unique; a task element that is active holds its task. */
function waits(state: InstanceState): string[] {
  const ids = Object.values(state.elements).flatMap((instance) =>
    [...(instance.timers ?? []), ...(instance.subscriptions ?? []), ...(instance.conditions ?? [])].map((each) => each.id),
  );
  return new Set(ids).size === ids.length ? [] : ['a timer or subscription id is used twice'];
}

/** Every job created has its effect; every job cancelled is told so unless it had given up. */
function jobs(state: InstanceState, facts: Accepted['facts'], effects: Accepted['effects']): string[] {
  const run = new Set(effects.flatMap((effect) => (effect.type === 'runJob' ? [effect.job] : [])));
  const created = facts.flatMap((fact) => (fact.type === 'jobCreated' || fact.type === 'jobRetried' ? [fact.job] : []));
  const published = facts.filter((fact) => fact.type === 'messagePublished').length;
  const signals = facts.filter((fact) => fact.type === 'signalThrown').length;
  return [
    ...created.filter((job) => !run.has(job)).map((job) => `job ${job} was created and not run`),
    ...(created.length === effects.filter((effect) => effect.type === 'runJob').length ? [] : ['a job is run that was not created']),
    ...(published === effects.filter((effect) => effect.type === 'publishMessage').length ? [] : ['messages and effects differ']),
    ...(signals === effects.filter((effect) => effect.type === 'broadcastSignal').length ? [] : ['signals and effects differ']),
    ...(state.status === 'open' ? [] : Object.values(state.elements).map((instance) => `${instance.element} outlives its case`)),
  ];
}

/** Nothing stands still without anybody being told; of a record, it does not wait for what nobody promised either. */
function nextAction(state: InstanceState, pkg: CompiledPackage): string[] {
  if (state.status !== 'open' || Object.keys(state.incidents).length > 0) return [];
  const ofRecord = pkg.recordType !== undefined;
  const acts = Object.values(state.elements).some((instance) => {
    const { task, timers, job, subscriptions, conditions, memo } = instance;
    const choice = memo !== undefined && 'toBegin' in memo && memo.done !== true;
    const mayCome = !ofRecord && (subscriptions?.length || conditions?.length || choice);
    return task || timers?.length || (job && !job.failed) || mayCome;
  });
  return acts ? [] : ['the case has no next action and nobody is told'];
}

/** An activity for which enough tokens wait has begun. */
function quantities(state: InstanceState, pkg: CompiledPackage): string[] {
  return Object.values(state.elements).flatMap(({ process, arrived = {} }) =>
    Object.entries(arrived).flatMap(([id, flows]) => {
      const element = pkg.processes.find((each) => each.id === process)?.elements.find((each) => each.id === id);
      if (!element || element.kind.endsWith('-gateway')) return [];
      const waiting = Object.values(flows).reduce((sum, count) => sum + count, 0);
      return waiting < (element.startQuantity ?? 1)
        ? []
        : [`${waiting} tokens wait at ${id}, which begins with ${element.startQuantity ?? 1}`];
    }),
  );
}

/** An open case has something in it that can still move it: nothing is silently stuck in the middle of a step. */
function leftovers(state: InstanceState, pkg: CompiledPackage): string[] {
  const parked = new Set(Object.values(state.incidents).map((incident) => incident.trigger.elementInstance));
  const limited = Object.values(state.incidents).some((incident) => isLimit(incident.code));
  return Object.values(state.elements).flatMap((instance) => {
    if (instance.lifecycle !== 'active')
      return parked.has(instance.id) || limited ? [] : [`${instance.element} is ${instance.lifecycle} without an incident`];
    const hasChildren = Object.values(state.elements).some((each) => each.parent === instance.id);
    const element = pkg.processes.find((each) => each.id === instance.process)?.elements.find((each) => each.id === instance.element);
    // Open to choice: a person may begin something in it.
    const choice = element?.kind === 'ad-hoc-sub-process' && instance.memo?.done !== true && !instance.loop;
    const events = instance.timers?.length || instance.subscriptions?.length || instance.conditions?.length;
    const undoing = instance.compensation && Object.values(state.elements).some((each) => each.compensates === instance.id);
    const waiting = undoing || instance.task || instance.job || events || instance.arrived || choice;
    return hasChildren || waiting || parked.has(instance.id) ? [] : [`${instance.element} (${instance.id}) waits for nothing`];
  });
}
