import { Duration } from 'luxon';
import type { Actor, Command, CompiledPackage, Decision, ElementInstance, InstanceState, Variables } from '../../engine/contract/index.ts';
import { evaluate } from '../../engine/expression/index.ts';
import { enabledIn } from '../../engine/kernel/commands/ad-hoc.ts';
import type { Step } from './cases.ts';
import { sameJson, sameMultiset, visibleVariables } from './observe.ts';
import type { World } from './world.ts';

const boss: Actor = { id: 'boss', roles: ['supervisor'], groups: [] };

/** One run under way. */
export interface Play {
  world: World;
  pkg: CompiledPackage;
  /** Instance started first: "ended" is about it. */
  first: string | undefined;
  /** Why the last start was refused. */
  refused: string | undefined;
  initiator: string | undefined;
  /** Variables that are null until somebody sets them. */
  optional: string[];
  log(): string[];
}

/** Undefined = as expected; else what was seen. */
type Act = (step: Step, play: Play) => string | undefined;

export const steps: { [op: string]: Act } = {
  start: (step, play) => begin(play, step.process, step.variables ?? {}),
  startByMessage: (step, play) => {
    const name = step.message ?? step.name ?? '';
    const [process] = play.world.startersBy('message', name);
    return process ? begin(play, process, {}, { message: { name, payload: step.variables ?? {} } }) : `no process starts by ${name}`;
  },
  startCollaboration: (step, play) => {
    for (const process of play.pkg.processes.filter((each) =>
      each.elements.some((one) => one.kind === 'start-event' && one.trigger?.kind === 'none'),
    )) {
      const seen = begin(play, process.id, step.variables ?? {});
      if (seen) return seen;
    }
    return undefined;
  },
  setInitiator: (step, play) => {
    play.initiator = step.user;
    return undefined;
  },
  deploy: () => undefined,
  cancelInstance: (_step, play) => outcome(play.world.command(play.first ?? '', { type: 'cancel', reason: 'the case says so' }, boss)),
  completeTask: (step, play) => {
    for (let count = step.count ?? 1; count > 0; count -= 1) {
      const seen = completeOne(step.element ?? '', step.variables ?? {}, play, step.perInstanceExpression);
      if (seen) return seen;
    }
    return undefined;
  },
  completeTasksInAnyOrder: (step, play) => {
    const left = [...(step.elements ?? [])];
    while (left.length > 0) {
      const open = openTasks(play).map(({ element }) => element.element);
      const next = left.find((element) => open.includes(element)) ?? left[0];
      const seen = completeOne(next ?? '', {}, play);
      if (seen) return seen;
      left.splice(left.indexOf(next ?? ''), 1);
    }
    return undefined;
  },
  activateInAdHoc: (step, play) => adHoc(step, play, (scope) => ({ type: 'startAdHoc', scope, element: step.element ?? '' })),
  activateInAdHocRejected: (step, play) => {
    const seen = adHoc(step, play, (scope) => ({ type: 'startAdHoc', scope, element: step.element ?? '' }));
    return seen?.startsWith('refused') ? undefined : (seen ?? 'it began');
  },
  completeAdHoc: (step, play) => adHoc(step, play, (scope) => ({ type: 'completeAdHoc', scope })),
  expectAdHocEnabledCount: (step, play) => {
    const found = play.world.live().find(({ element }) => element.element === step.adHoc);
    const state = found && play.world.instances.get(found.instance)?.state;
    if (!found || !state) return 'it is not open';
    const count = enabledIn(state, found.element.id, play.world.context()).length;
    return count === step.count ? undefined : `${count} are enabled`;
  },
  completeOnlyOpenTask: (step, play) => {
    const open = openTasks(play);
    return open.length === 1 ? completeOne(open[0]?.element.element ?? '', step.variables ?? {}, play) : `${open.length} tasks are open`;
  },
  message: (step, play) => {
    const limit = typeof step.toWaiting === 'number' ? step.toWaiting : 1;
    return play.world.send(step.name ?? '', step.variables ?? {}, '', undefined, limit) ? settled(play) : 'nobody waits for it';
  },
  signal: (step, play) => {
    play.world.signal(step.name ?? '', step.variables ?? {});
    play.world.settle();
    play.first ??= [...play.world.instances.keys()][0];
    return undefined;
  },
  messageRejected: (step, play) => (play.world.send(step.name ?? '', {}) ? 'it was taken' : undefined),
  continueWaitState: (step, play) => (play.world.send(`continue_${step.element}`, {}) ? settled(play) : 'nobody waits there'),
  setVariables: (step, play) => {
    const process = step.inProcess ?? rootProcess(play);
    const found = play.world.live().find(({ element }) => isProcessScope(element) && element.process === process);
    if (!found) return `no instance of ${process} is open`;
    const command: Command = { type: 'setVariables', reason: 'the run says so', variables: step.variables ?? {}, scope: found.element.id };
    return outcome(play.world.command(found.instance, command, boss)) ?? settled(play);
  },
  fireTimer: (step, play) => (play.world.fire(step.element ?? '') ? settled(play) : 'no such timer is armed'),
  advanceClockTo: (step, play) => {
    play.world.advanceTo(play.world.startedAt + Duration.fromISO(step.sinceStart ?? 'PT0S').toMillis());
    return undefined;
  },
  waitMs: (step, play) => {
    play.world.advanceTo(play.world.now + (step.ms ?? 0));
    return undefined;
  },
  expectOpenTasks: (step, play) =>
    multiset(
      step.exactly,
      openTasks(play).map(({ element }) => element.element),
    ),
  expectOpenTaskCount: (step, play) => {
    const seen = openTasks(play).filter(({ element }) => step.element === undefined || element.element === step.element).length;
    return seen === step.count ? undefined : `${seen} are open`;
  },
  expectAssignees: (step, play) =>
    multiset(
      step.exactly,
      openTasks(play).map(({ element }) => element.task?.assignee ?? ''),
    ),
  expectWaitingAt: (step, play) => {
    const live = liveIds(play);
    const missing = (step.elements ?? []).filter((id) => !live.includes(id));
    return missing.length === 0 ? undefined : `live: ${live.join(', ')}`;
  },
  expectNotActive: (step, play) => (liveIds(play).includes(step.element ?? '') ? 'it is active' : undefined),
  expectSubscriptions: (step, play) =>
    multiset(step.exactly, [
      ...play.world.subscriptions().map((each) => each.messageName),
      ...(play.world.open().length === 0 ? play.world.startSubscriptions() : []),
    ]),
  expectNoPendingTimers: (_step, play) => (play.world.timers().length === 0 ? undefined : `${play.world.timers().length} timers are armed`),
  expectVariables: (step, play) => variablesAre(step, play),
  expectEnded: (_step, play) => {
    const state = firstState(play);
    return state?.status === 'completed' ? undefined : `it is ${state?.status}, at ${liveIds(play).join(', ')} ${incidents(play)}`;
  },
  expectEndedAt: (step, play) => {
    const ended = play.world.facts().some((fact) => fact.type === 'elementCompleted' && fact.element === step.element);
    return ended && firstState(play)?.status === 'completed' ? undefined : 'it did not end there';
  },
  expectExecuted: (step, play) => {
    const facts = [...play.world.instances.values()].flatMap((instance) => {
      const bodies = new Set(instance.facts.flatMap((fact) => (fact.type === 'loopStarted' ? [fact.elementInstance] : [])));
      return instance.facts.filter((fact) => fact.type === 'elementActivated' && !bodies.has(fact.number));
    });
    const done = facts.flatMap((fact) => (fact.type === 'elementActivated' ? [fact.element] : []));
    const wrong = Object.entries(step.counts ?? {}).filter(([element, count]) => done.filter((each) => each === element).length !== count);
    return wrong.length === 0 ? undefined : `executed: ${done.join(', ')}`;
  },
  expectRunningInstances: (step, play) => {
    const calls = play.world.live().filter(({ element }) => isProcessScope(element));
    return calls.length === step.count ? undefined : `${calls.length} are running`;
  },
  expectStartFails: (_step, play) => (play.refused !== undefined || incidents(play) !== '' ? undefined : 'it started'),
  expectIncident: (_step, play) => (incidents(play) === '' ? 'there is none' : undefined),
  expectTrace: (step, play) => {
    // the suite tells refusals at run time and at deployment apart only here and there
    const expected = step.multiset?.map((line) => (line === 'ERROR_runtime' ? 'ERROR' : line));
    return multiset(expected, play.log());
  },
};

function begin(
  play: Play,
  process: string | undefined,
  given: Variables,
  by?: { message: { name: string; payload: Variables } },
): string | undefined {
  const initiator: Variables = play.initiator === undefined ? {} : { initiator: play.initiator };
  const variables = { ...Object.fromEntries(play.optional.map((name) => [name, null])), ...given, ...initiator };
  const before = play.world.instances.size;
  const decision = play.world.start(process, variables, by);
  if (!decision.ok) {
    play.refused = decision.message;
    return undefined;
  }
  play.first ??= [...play.world.instances.keys()][before];
  return settled(play);
}

function completeOne(element: string, given: Variables, play: Play, rules: { [name: string]: string } = {}): string | undefined {
  const found = openTasks(play).find((each) => each.element.element === element);
  if (!found) return `no open task ${element}; open: ${openTasks(play).map((each) => each.element.element)} ${incidents(play)}`;
  const state = play.world.instances.get(found.instance)?.state as InstanceState;
  const variables: Variables = { ...given };
  for (const [name, rule] of Object.entries(rules)) {
    const value = evaluate(rule, visibleVariables(state, found.element), { now: play.world.now, zone: 'UTC' });
    if (!value.ok) return value.message;
    variables[name] = value.value;
  }
  const values = variables;
  const task = found.element.task;
  const actor = { id: task?.assignee ?? 'tester', roles: [], groups: task?.candidateGroups ?? [] };
  return outcome(play.world.command(found.instance, { type: 'completeTask', task: found.element.id, values }, actor)) ?? settled(play);
}

function adHoc(step: Step, play: Play, command: (scope: number) => Command): string | undefined {
  const found = play.world.live().find(({ element }) => element.element === step.adHoc);
  if (!found) return 'it is not open';
  return outcome(play.world.command(found.instance, command(found.element.id))) ?? settled(play);
}

function outcome(decision: Decision): string | undefined {
  return decision.ok ? undefined : `refused: ${decision.code} ${decision.message}`;
}

function settled(play: Play): undefined {
  play.world.settle();
}

function openTasks(play: Play) {
  return play.world.live().filter(({ element }) => element.task !== undefined);
}

function liveIds(play: Play): string[] {
  return play.world.live().map(({ element }) => element.element);
}

function firstState(play: Play): InstanceState | undefined {
  return play.world.instances.get(play.first ?? '')?.state;
}

function rootProcess(play: Play): string {
  return firstState(play)?.elements['1']?.process ?? '';
}

/** Scope of a process: the root, or one that a call activity opened. */
function isProcessScope(element: ElementInstance): boolean {
  return element.element === element.process;
}

function incidents(play: Play): string {
  return [...play.world.instances.values()]
    .flatMap(({ state }) => Object.values(state.incidents).map((each) => `incident ${each.code}: ${each.message}`))
    .join('; ');
}

function variablesAre(step: Step, play: Play): string | undefined {
  const state = firstState(play);
  const scope = play.world
    .live()
    .find(({ element }) => isProcessScope(element) && element.process === (step.inProcess ?? rootProcess(play)));
  const seen: Variables = state && scope ? visibleVariables(state, scope.element) : endVariables(play);
  const wrong = Object.entries(step.variables ?? {}).filter(([name, value]) => !sameJson(seen[name], value));
  return wrong.length === 0 ? undefined : `variables: ${JSON.stringify(seen)}`;
}

/** Variables of an instance that has ended, from its facts. */
function endVariables(play: Play): Variables {
  const facts = play.world.instances.get(play.first ?? '')?.facts ?? [];
  return Object.assign(
    {},
    ...facts.map((fact) => (fact.type === 'variablesSet' || fact.type === 'instanceStarted' ? fact.variables : {})),
  ) as Variables;
}

function multiset(expected: string[] | undefined, seen: string[]): string | undefined {
  return sameMultiset(expected ?? [], seen) ? undefined : `seen: ${[...seen].sort().join(', ') || 'nothing'}`;
}
