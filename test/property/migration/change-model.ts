import type {
  CompiledElement,
  CompiledPackage,
  CompiledProcess,
  MigrationPlan,
  SequenceFlow,
  WaitChoice,
} from '../../../engine/contract/index.ts';
import { withOwn } from '../../../engine/kernel/own.ts';
import type { Random } from '../random.ts';

/** A version of the package with random changes, and the plan that its author would give with it. */
export interface ChangedModel {
  pkg: CompiledPackage;
  plan: MigrationPlan['elements'];
  waits: { [id: string]: WaitChoice };
  changes: string[];
}

type Change = (draft: Draft) => string | null;

class Draft {
  readonly random: Random;
  readonly pkg: CompiledPackage;
  plan: MigrationPlan['elements'] = {};
  waits: { [id: string]: WaitChoice } = {};
  private numbers = 0;
  /** Id now -> id in the version that was. */
  private readonly origins = new Map<string, string>();

  constructor(random: Random, pkg: CompiledPackage) {
    this.random = random;
    this.pkg = structuredClone(pkg);
    for (const process of this.pkg.processes)
      for (const each of [process, ...process.elements, ...process.flows]) this.origins.set(each.id, each.id);
  }

  fresh(kind: string): string {
    this.numbers += 1;
    return `${kind}-new${this.numbers}`;
  }

  process(): CompiledProcess {
    return this.random.pick(this.pkg.processes);
  }

  element(process: CompiledProcess, fits: (element: CompiledElement) => boolean = () => true): CompiledElement | null {
    const found = process.elements.filter(fits);
    return found.length === 0 ? null : this.random.pick(found);
  }

  /** What stood at `id` is at `target` now, or nowhere. */
  moved(id: string, target: string | null): void {
    const origin = this.origins.get(id);
    this.origins.delete(id);
    if (target !== null && origin !== undefined) this.origins.set(target, origin);
    if (origin !== undefined && !this.random.chance(0.03)) this.plan = withOwn<string | null>(this.plan, origin, target);
  }

  wait(id: string): void {
    const origin = this.origins.get(id);
    if (origin !== undefined) this.waits = withOwn<WaitChoice>(this.waits, origin, this.random.pick(['keep', 'recount', 'restart']));
  }
}

export function changeModel(random: Random, pkg: CompiledPackage, hash: string, richer = false): ChangedModel {
  const draft = new Draft(random, pkg);
  const made: string[] = [];
  for (let count = random.int(1, 6); count > 0; count -= 1) {
    const change = random.pick(richer ? [...changes, ...moreChanges] : changes)(draft);
    if (change) made.push(change);
  }
  return { pkg: { ...draft.pkg, hash }, plan: draft.plan, waits: draft.waits, changes: made };
}

const activityKinds = ['user-task', 'service-task', 'send-task', 'receive-task', 'sub-process', 'call-activity', 'task', 'script-task'];
const isActivity = ({ kind }: CompiledElement) => activityKinds.includes(kind);

const changes: Change[] = [
  function renameId(draft) {
    return rename(draft, () => true);
  },
  function renameProcess(draft) {
    const process = draft.process();
    const { id } = process;
    const to = draft.fresh('process');
    draft.moved(id, to);
    renameIn(process, id, to);
    process.id = to;
    if (draft.pkg.mainProcess === id) draft.pkg.mainProcess = to;
    for (const { elements } of draft.pkg.processes)
      for (const { config } of elements as CompiledElement<{ calledProcess?: string }>[])
        if (config.calledProcess === id) config.calledProcess = to;
    return `renamed the process ${id} to ${to}`;
  },
  function insertStep(draft) {
    const process = draft.process();
    if (process.flows.length === 0) return null;
    const flow = draft.random.pick(process.flows);
    const scope = process.elements.find(({ id }) => id === flow.target)?.scope ?? process.id;
    const kind = draft.random.pick(['task', 'user-task', 'exclusive-gateway']);
    const id = draft.fresh(kind);
    const after: SequenceFlow = { id: draft.fresh('flow'), source: id, target: flow.target };
    const target = process.elements.find((each) => each.id === flow.target);
    if (target?.kind === 'intermediate-catch-event' || !target) return null;
    process.elements.push({ ...blank(kind, id, scope), incoming: [flow.id], outgoing: [after.id] });
    target.incoming = target.incoming.map((each) => (each === flow.id ? after.id : each));
    flow.target = id;
    process.flows.push(after);
    return `put ${id} before ${target.id}`;
  },
  function removeStep(draft) {
    const process = draft.process();
    const simple = (each: CompiledElement) =>
      each.incoming.length === 1 &&
      each.outgoing.length === 1 &&
      each.boundary.length === 0 &&
      each.kind !== 'sub-process' &&
      each.kind !== 'boundary-event';
    const element = draft.element(process, simple);
    const before = process.flows.find(({ id }) => id === element?.incoming[0]);
    const after = process.flows.find(({ id }) => id === element?.outgoing[0]);
    const target = process.elements.find(({ id }) => id === after?.target);
    const source = process.elements.find(({ id }) => id === before?.source);
    if (!element || !before || !after || !target || source?.kind === 'event-based-gateway') return null;
    draft.moved(element.id, null);
    // A token waiting at the join behind it came by the flow that is gone.
    draft.moved(after.id, draft.random.chance(0.5) ? null : before.id);
    before.target = after.target;
    target.incoming = target.incoming.map((each) => (each === after.id ? before.id : each));
    process.flows = process.flows.filter((each) => each !== after);
    process.elements = process.elements.filter((each) => each !== element);
    return `took ${element.id} away`;
  },
  function addBoundary(draft) {
    return putBoundary(draft, isActivity);
  },
  function removeBoundary(draft) {
    const process = draft.process();
    const event = draft.element(process, ({ kind }) => kind === 'boundary-event');
    if (!event) return null;
    draft.moved(event.id, null);
    for (const host of process.elements) host.boundary = host.boundary.filter((id) => id !== event.id);
    dropFlows(draft, process, event.outgoing);
    process.elements = process.elements.filter((each) => each !== event);
    return `took ${event.id} off`;
  },
  function moveBoundary(draft) {
    const process = draft.process();
    const event = draft.element(process, ({ kind }) => kind === 'boundary-event');
    const host = event && draft.element(process, (each) => isActivity(each) && each.scope === event.scope);
    if (!event || !host) return null;
    for (const each of process.elements) each.boundary = each.boundary.filter((id) => id !== event.id);
    host.boundary = [...host.boundary, event.id];
    (event.config as { attachedTo: string }).attachedTo = host.id;
    return `moved ${event.id} to ${host.id}`;
  },
  function changeTimer(draft) {
    const element = draft.element(draft.process(), ({ trigger }) => trigger?.kind === 'timer');
    if (!element?.trigger) return null;
    element.trigger.config = draft.random.pick([
      { duration: `PT${draft.random.int(1, 90)}M` },
      { cycle: 'R2/PT10M' },
      { duration: '=unknown2' },
    ]);
    draft.wait(element.id);
    return `another time at ${element.id}`;
  },
  function changeMessage(draft) {
    const element = draft.element(draft.process(), ({ trigger }) => trigger?.kind === 'message');
    if (!element?.trigger) return null;
    element.trigger.config = {
      name: draft.random.pick(['m1', 'm2', 'm4']),
      payload: [],
      ...(draft.random.chance(0.5) ? { correlationKey: 'key' } : {}),
    };
    return `another message at ${element.id}`;
  },
  function changeTrigger(draft) {
    const element = draft.element(draft.process(), ({ trigger }) => trigger?.kind === 'timer');
    if (!element) return null;
    element.trigger = { kind: 'message', config: { name: 'm5', payload: [] } };
    return `a message instead of the timer at ${element.id}`;
  },
  function changeTask(draft) {
    const element = draft.element(draft.process(), ({ kind }) => kind === 'user-task');
    if (!element) return null;
    const { random } = draft;
    element.name = `Task ${random.int(1, 9)}`;
    if (random.chance(0.5)) element.stage = random.pick(['one', 'two', 'three']);
    const config = element.config as { [key: string]: unknown };
    if (random.chance(0.5))
      config.candidateGroups = random.pick([{ names: ['sales'] }, { names: [], rule: 'unknown3' }, { names: [], rule: '"pre-sales"' }]);
    if (random.chance(0.6)) config.deadline = random.pick([undefined, deadline('PT2H'), deadline('=unknown1'), deadline('PT3H')]);
    draft.wait(element.id);
    return `another task at ${element.id}`;
  },
  function changeJob(draft) {
    const element = draft.element(draft.process(), ({ kind }) => kind === 'service-task');
    const { job } = (element?.config ?? {}) as { job?: { jobType: string } };
    if (!element || !job) return null;
    job.jobType = 'other';
    return `another job at ${element.id}`;
  },
  function changeKind(draft) {
    const element = draft.element(
      draft.process(),
      ({ kind }) => kind === 'script-task' || kind === 'receive-task' || kind === 'service-task',
    );
    if (!element) return null;
    const { trigger: _, ...kept } = element;
    Object.assign(element, { ...blank('user-task', element.id, element.scope), ...pickFlows(kept) });
    delete element.trigger;
    return `a user task at ${element.id}`;
  },
  function changeJoin(draft) {
    const element = draft.element(draft.process(), ({ kind }) => kind === 'parallel-gateway' || kind === 'inclusive-gateway');
    if (!element) return null;
    element.kind = element.kind === 'parallel-gateway' ? 'inclusive-gateway' : 'parallel-gateway';
    return `${element.id} is a ${element.kind}`;
  },
  function addBranch(draft) {
    const process = draft.process();
    const split = draft.element(process, ({ kind, outgoing }) => kind === 'parallel-gateway' && outgoing.length > 1);
    const join =
      split &&
      draft.element(process, ({ kind, incoming, scope }) => kind === 'parallel-gateway' && incoming.length > 1 && scope === split.scope);
    if (!split || !join) return null;
    const [id, into, out] = [draft.fresh('user-task'), draft.fresh('flow'), draft.fresh('flow')];
    process.elements.push({ ...blank('user-task', id, split.scope), incoming: [into], outgoing: [out] });
    process.flows.push({ id: into, source: split.id, target: id }, { id: out, source: id, target: join.id });
    split.outgoing = [...split.outgoing, into];
    join.incoming = [...join.incoming, out];
    return `a branch from ${split.id} to ${join.id}`;
  },
  function removeBranch(draft) {
    const process = draft.process();
    const join = draft.element(process, ({ kind, incoming }) => kind.endsWith('-gateway') && incoming.length > 2);
    const flow = join && process.flows.find(({ id }) => id === draft.random.pick(join.incoming));
    if (!join || !flow) return null;
    const end = draft.fresh('end');
    join.incoming = join.incoming.filter((id) => id !== flow.id);
    draft.moved(flow.id, null);
    const to = draft.fresh('flow');
    process.elements.push({ ...blank('end-event', end, join.scope), incoming: [to], trigger: { kind: 'none', config: {} } });
    for (const each of process.elements) each.outgoing = each.outgoing.map((id) => (id === flow.id ? to : id));
    process.flows = [...process.flows.filter((each) => each !== flow), { ...flow, id: to, target: end }];
    return `${flow.id} ends before ${join.id}`;
  },
  function otherScope(draft) {
    const process = draft.process();
    const element = draft.element(process, (each) => isActivity(each) && each.scope !== process.id);
    if (!element) return null;
    element.scope = process.id;
    return `${element.id} stands in the process`;
  },
];

function putBoundary(draft: Draft, fits: (element: CompiledElement) => boolean): string | null {
  const process = draft.process();
  const host = draft.element(process, fits);
  if (!host) return null;
  const [id, end, flow] = [draft.fresh('boundary'), draft.fresh('end'), draft.fresh('flow')];
  const trigger = draft.random.pick([
    { kind: 'timer', config: { duration: `PT${draft.random.int(1, 90)}M` } },
    { kind: 'timer', config: { duration: '=unknown1' } },
    { kind: 'message', config: { name: 'm3', correlationKey: 'key', payload: [] } },
    { kind: 'error', config: {} },
  ]);
  const interrupting = draft.random.chance(0.6) || trigger.kind === 'error';
  process.elements.push(
    { ...blank('boundary-event', id, host.scope), outgoing: [flow], trigger, config: { attachedTo: host.id, interrupting } },
    { ...blank('end-event', end, host.scope), incoming: [flow], trigger: { kind: 'none', config: {} } },
  );
  process.flows.push({ id: flow, source: id, target: end });
  host.boundary = [...host.boundary, id];
  return `put ${id} (${trigger.kind}) on ${host.id}`;
}

function rename(draft: Draft, fits: (element: CompiledElement, process: CompiledProcess) => boolean): string | null {
  const process = draft.process();
  const element = draft.element(process, (each) => fits(each, process));
  if (!element) return null;
  const { id } = element;
  const to = draft.fresh(element.kind);
  draft.moved(id, to);
  renameIn(process, id, to);
  return `renamed ${id} to ${to}`;
}

/** What a case keeps of an element besides standing at it: parts that came, what is still to begin, what can be undone, tokens. */
const moreChanges: Change[] = [
  function renameReceiving(draft) {
    return rename(draft, ({ trigger }) => trigger?.kind === 'multiple');
  },
  function renameToBegin(draft) {
    return rename(draft, ({ scope }, { elements }) => elements.some(({ id, kind }) => id === scope && kind === 'ad-hoc-sub-process'));
  },
  function removeToBegin(draft) {
    const process = draft.process();
    const inAdHoc = ({ scope, boundary }: CompiledElement) =>
      boundary.length === 0 && process.elements.some(({ id, kind }) => id === scope && kind === 'ad-hoc-sub-process');
    const element = draft.element(process, inAdHoc);
    if (!element || process.elements.filter(({ scope }) => scope === element.scope).length < 2) return null;
    draft.moved(element.id, null);
    process.elements = process.elements.filter((each) => each !== element);
    return `took ${element.id} out of its ad-hoc subprocess`;
  },
  function renameUndoable(draft) {
    return rename(draft, ({ boundary, forCompensation }) => boundary.length > 0 || forCompensation === true);
  },
  function removeHandler(draft) {
    const process = draft.process();
    const edge = draft.element(process, ({ kind, trigger }) => kind === 'boundary-event' && trigger?.kind === 'compensation');
    if (!edge) return null;
    draft.moved(edge.id, null);
    for (const host of process.elements) host.boundary = host.boundary.filter((id) => id !== edge.id);
    process.elements = process.elements.filter((each) => each !== edge);
    return `nothing undoes what ${edge.id} was on`;
  },
  function changeCompensationStart(draft) {
    const start = draft.element(draft.process(), ({ kind, trigger }) => kind === 'start-event' && trigger?.kind === 'compensation');
    if (!start) return null;
    start.trigger = { kind: 'message', config: { name: 'm1', payload: [] } };
    return `a message instead of compensation at ${start.id}`;
  },
  function boundaryOnScope(draft) {
    return putBoundary(draft, ({ kind }) => kind === 'sub-process' || kind === 'transaction' || kind === 'ad-hoc-sub-process');
  },
  function changeQuantity(draft) {
    const element = draft.element(draft.process(), ({ startQuantity = 1 }) => startQuantity > 1);
    if (!element) return null;
    element.startQuantity = draft.random.int(1, 3);
    if (element.startQuantity === 1) delete element.startQuantity;
    return `${element.id} begins with ${element.startQuantity ?? 1}`;
  },
];

const deadline = (due: string) => ({ due, warn: '50%', alerts: [{ at: 'late', to: 'supervisor', level: 'late' }] });

function blank(kind: string, id: string, scope: string): CompiledElement {
  const task = {
    candidateGroups: { names: [] },
    outcomes: [],
    outcomeVariable: 'outcome',
    requiredFields: [],
    checklist: [],
    evidence: [],
  };
  return { id, kind, scope, incoming: [], outgoing: [], boundary: [], inputs: [], outputs: [], config: kind === 'user-task' ? task : {} };
}

function pickFlows({ incoming, outgoing, boundary, defaultFlow }: CompiledElement): Partial<CompiledElement> {
  return { incoming, outgoing, boundary, ...(defaultFlow === undefined ? {} : { defaultFlow }) };
}

function renameIn(process: CompiledProcess, id: string, to: string): void {
  for (const element of process.elements) {
    if (element.id === id) element.id = to;
    if (element.scope === id) element.scope = to;
    element.boundary = element.boundary.map((each) => (each === id ? to : each));
    const config = element.config as { attachedTo?: string };
    if (config.attachedTo === id) config.attachedTo = to;
    const undo = element.trigger?.config as { handler?: string; activity?: string } | undefined;
    if (undo?.handler === id) undo.handler = to;
    if (undo?.activity === id) undo.activity = to;
  }
  for (const flow of process.flows) {
    if (flow.source === id) flow.source = to;
    if (flow.target === id) flow.target = to;
  }
}

function dropFlows(draft: Draft, process: CompiledProcess, ids: string[]): void {
  for (const id of ids) {
    draft.moved(id, null);
    for (const element of process.elements) element.incoming = element.incoming.filter((each) => each !== id);
    process.flows = process.flows.filter((flow) => flow.id !== id);
  }
}
