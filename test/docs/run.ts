import {
  type Command,
  type CompiledPackage,
  type DecideContext,
  defaultLimits,
  type Fact,
  type InstanceState,
} from '../../engine/contract/index.ts';
import type { CompiledElement } from '../../engine/contract/process.ts';
import type { UserTaskConfig } from '../../engine/elements/user-task/config.ts';
import { decide } from '../../engine/kernel/decide.ts';
import type { MessageConfig } from '../../engine/triggers/message/config.ts';

const most = 30;

/**
 * The example run by the kernel: every message comes, else the clock moves to the next timer of an event, else a task is completed with
 * its first result, or a job done. Gives the types of the facts that tell of the elements asked for, in order, each once.
 */
export function factsOf(pkg: CompiledPackage, wanted: (element: CompiledElement) => boolean): string[] {
  const ctx: DecideContext = {
    now: Date.UTC(2027, 1, 1, 9),
    actor: { id: 'anna', roles: ['admin'], groups: ['sales', 'office'] },
    packages: { [pkg.hash]: pkg },
    records: [],
    calendars: {},
    limits: { ...defaultLimits, steps: 500 },
  };
  const elements = new Map(pkg.processes.flatMap((process) => process.elements.map((element) => [element.id, element] as const)));
  const facts: Fact[] = [];
  let state: InstanceState | null = null;
  let command: Command | null = { type: 'start', instanceId: 'example', variables: { amount: 120 }, records: [], ...startAt(elements) };
  for (let count = 0; command && count < most; count += 1) {
    const decision = decide(state, command, ctx);
    if (!decision.ok) break;
    facts.push(...decision.facts);
    state = decision.state;
    command = state.status === 'open' ? next(state, elements, ctx) : null;
  }
  const ids = new Set([...elements.values()].filter(wanted).map((element) => element.id));
  const instances = new Set(facts.filter((fact) => fact.type === 'elementActivated' && ids.has(fact.element)).map((fact) => fact.number));
  const about = facts.filter((fact) => tells(fact, ids, instances));
  return [...new Set(about.map((fact) => fact.type))];
}

/** A process without a plain start event is started by the message of its first one. */
function startAt(elements: Map<string, CompiledElement>): object {
  const starts = [...elements.values()].filter((each) => each.kind === 'start-event' && !elements.has(each.scope));
  const message = starts.flatMap((each) => (each.trigger?.kind === 'message' ? [each.trigger.config as MessageConfig] : []))[0];
  if (!message || starts.some((each) => each.trigger?.kind === 'none')) return {};
  return { message: { name: message.name, payload: {} } };
}

function next(state: InstanceState, elements: Map<string, CompiledElement>, ctx: DecideContext): Command | null {
  const live = Object.values(state.elements);
  const subscription = live.flatMap((each) => each.subscriptions ?? [])[0];
  const timers = live.flatMap((each) => (each.timers ?? []).filter((timer) => !timer.parked)).sort((a, b) => a.dueAt - b.dueAt);
  const waiting = live.find((each) => each.task || (each.job && !each.job.failed));
  if (subscription) {
    const { messageName: name, correlationKey, kind } = subscription;
    if (kind === 'signal') return { type: 'deliverSignal', signalId: `s${state.factNumber}`, name, payload: {} };
    return { type: 'deliverMessage', messageId: `m${state.factNumber}`, name, correlationKey, payload: {} };
  }
  const event = timers.find((timer) => timer.purpose === 'event');
  if (event) {
    ctx.now = Math.max(ctx.now, event.dueAt);
    return { type: 'advance' };
  }
  if (waiting?.task) {
    const config = elements.get(waiting.element)?.config as UserTaskConfig | undefined;
    const outcome = config?.outcomes?.[0]?.value;
    const checklist = config?.checklist?.map((item) => item.id);
    const values = Object.fromEntries((config?.outcomes?.[0]?.requires ?? []).map((field) => [field, 'x']));
    return { type: 'completeTask', task: waiting.id, values, ...(outcome ? { outcome } : {}), ...(checklist ? { checklist } : {}) };
  }
  return waiting?.job ? { type: 'completeJob', job: waiting.job.key, output: {} } : null;
}

function tells(fact: Fact, ids: Set<string>, instances: Set<number>): boolean {
  const told = fact as {
    element?: string;
    gateway?: string;
    elementInstance?: number;
    scope?: number;
    incident?: { elementInstance?: number };
  };
  if (ids.has(told.element ?? told.gateway ?? '') || instances.has(fact.number)) return true;
  if (told.elementInstance !== undefined && instances.has(told.elementInstance)) return true;
  return instances.has(fact.cause) && /^(errorThrown|messagePublished|variablesSet|stageEntered|instance)/.test(fact.type);
}
