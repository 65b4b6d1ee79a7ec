import type { CompiledElement, CompiledPackage, CompiledProcess } from '../../contract/process.ts';
import type { CallActivityConfig } from '../../elements/call-activity/config.ts';
import type { ScriptTaskConfig } from '../../elements/script-task/config.ts';
import type { SendTaskConfig } from '../../elements/send-task/config.ts';
import type { JobConfig } from '../../elements/service-task/config.ts';
import type { StartEventConfig } from '../../elements/start-event/config.ts';
import type { UserTaskConfig } from '../../elements/user-task/config.ts';
import { inspectExpression } from '../../expression/index.ts';
import type { MessageConfig } from '../../triggers/message/config.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import { isName } from '../names.ts';

/** Output names of the job types that are known, by type. */
export type JobOutputs = { [type: string]: string[] };

/**
 * Names an element gives values to, whatever is asked of it; `all: false` when it may bring others too: the result of a job that nobody
 * describes, a message from outside, a form that is not at hand.
 */
export interface Setting {
  /** Those that the process holds afterwards. */
  left: string[];
  /** Those that only the element itself knows, or whoever takes what it throws. */
  within: string[];
  all: boolean;
}

export interface KnownSetters {
  pkg: CompiledPackage;
  jobOutputs: JobOutputs;
  /** A file by itself: forms are named, but not at hand. */
  bare: boolean;
}

export function setBy(element: CompiledElement, known: KnownSetters): Setting {
  const own = element.inputs.map(({ target }) => target);
  const within = [...own];
  const left = element.outputs.map(({ target }) => target);
  let all = true;
  // What is local to the element stays so when it is written.
  const leave = (names: string[]) => left.push(...names.filter((name) => !own.includes(name)));
  const add = (more: Brought) => {
    leave(more.names);
    within.push(...(more.thrown ?? []));
    all &&= more.all;
  };
  if (element.loop?.kind === 'multi-instance') {
    const { collection, item, outputCollection, outputItem } = element.loop;
    if (collection !== undefined) within.push(item ?? 'item');
    if (outputItem !== undefined && isName(outputItem)) within.push(outputItem);
    if (outputCollection !== undefined && isName(outputCollection)) leave([outputCollection]);
  }
  for (const { kind, config } of triggersIn(element)) {
    const { codeVariable, messageVariable } = config as { codeVariable?: string; messageVariable?: string };
    leave([codeVariable, messageVariable].filter((name) => name !== undefined));
    if (kind === 'error' && element.outputs.length === 0) add(broughtByErrors(element, known));
    if (kind === 'message' || kind === 'signal') add(payloadOf(element, kind, config as MessageConfig, known));
  }
  add(byKind(element, known));
  const plain = (names: string[]) => names.filter((name) => !name.includes('.'));
  return { left: plain(left), within: plain(within), all };
}

interface Brought {
  names: string[];
  /** Names of what it throws: its receivers get them. */
  thrown?: string[];
  all: boolean;
}

function byKind(element: CompiledElement, known: KnownSetters): Brought {
  const { config } = element;
  switch (element.kind) {
    case 'user-task': {
      const { form, outcomeVariable } = config as UserTaskConfig;
      return { names: [outcomeVariable], all: !(known.bare && form !== undefined) };
    }
    case 'start-event':
      return { names: [], all: !(known.bare && (config as StartEventConfig).form !== undefined) };
    case 'service-task':
    case 'send-task': {
      const { job, message } = config as SendTaskConfig;
      const sent = message?.payload.map(({ target }) => target) ?? [];
      const given = jobResult(element, job, known.jobOutputs);
      return { ...given, thrown: sent };
    }
    case 'script-task': {
      const { script, resultVariable } = config as ScriptTaskConfig;
      if (resultVariable !== undefined) return { names: [resultVariable], all: true };
      const { type } = inspectExpression(script, { names: [], open: true });
      // Null and the like set nothing; what cannot be told may set anything.
      if (type.kind === 'context') return { names: type.entries.map(([name]) => name), all: type.open !== true };
      return { names: [], all: type.kind !== 'any' };
    }
    case 'business-rule-task':
      return { names: [(config as { resultVariable: string }).resultVariable], all: true };
    case 'call-activity':
      // Only what is mapped out comes back.
      return { names: [], all: true };
    default:
      return { names: [], all: true };
  }
}

function jobResult(element: CompiledElement, job: JobConfig | undefined, jobOutputs: JobOutputs): Brought {
  if (!job) return { names: [], all: true };
  if (job.output.length > 0) return { names: job.output.map(({ target }) => target), all: true };
  // Kept inside by mappings, which take from it what they name.
  if (element.outputs.length > 0) return { names: [], all: true };
  const names = Object.hasOwn(jobOutputs, job.jobType) ? jobOutputs[job.jobType] : undefined;
  return names ? { names, all: true } : { names: [], all: false };
}

/** A job that fails brings what its type knows of (the status of an answer); one that nobody describes may bring anything. */
function broughtByErrors({ kind }: CompiledElement, { pkg, jobOutputs }: KnownSetters): Brought {
  if (kind === 'end-event') return { names: [], all: true };
  const types = pkg.processes.flatMap(({ elements }) =>
    elements.flatMap(({ config }) => (config as { job?: JobConfig }).job?.jobType ?? []),
  );
  const known = types.filter((type) => Object.hasOwn(jobOutputs, type));
  return { names: known.flatMap((type) => jobOutputs[type] ?? []), all: known.length === types.length };
}

/** What is thrown names its payload; what is caught without a mapping takes all of it, which is known where the package itself sends it. */
function payloadOf(element: CompiledElement, kind: string, config: MessageConfig, { pkg }: KnownSetters): Brought {
  const thrown = config.payload.map(({ target }) => target);
  if (element.outputs.length > 0 || ['end-event', 'intermediate-throw-event'].includes(element.kind))
    return { names: [], thrown, all: true };
  const sent = pkg.processes.flatMap((process) => process.elements.flatMap((each) => thrownBy(each, kind, config.name)));
  const names = sent.flatMap(({ payload }) => payload.map(({ target }) => target));
  // What begins a case brings what it likes, as every start through the API may.
  if (element.kind === 'start-event' && pkg.processes.some(({ id }) => id === element.scope)) return { names, thrown, all: true };
  return { names, thrown, all: sent.length > 0 && config.sender !== 'outside' };
}

/** The messages or signals of this name that an element throws. */
function thrownBy(element: CompiledElement, kind: string, name: string): MessageConfig[] {
  const { message } = element.config as SendTaskConfig;
  if (element.kind === 'send-task') return kind === 'message' && message?.name === name ? [message] : [];
  if (!['end-event', 'intermediate-throw-event'].includes(element.kind)) return [];
  return triggersIn(element).flatMap((each) => {
    const config = each.config as MessageConfig;
    return each.kind === kind && config.name === name ? [config] : [];
  });
}

/** Processes in which only what is listed can be set, besides what a case is started with. One that sees its caller's names is as its caller is. */
export function closedProcesses(known: KnownSetters): Set<CompiledProcess> {
  const { processes } = known.pkg;
  const elements = processes.flatMap((process) => process.elements);
  const shared = elements.some(({ kind, config }) => kind === 'call-activity' && (config as CallActivityConfig).propagateAll);
  const closed = processes.filter((process) => process.elements.every((element) => setBy(element, known).all));
  return new Set(shared && closed.length < processes.length ? [] : closed);
}
