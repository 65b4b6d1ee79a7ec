import { parseIsoInstant } from '../calendar/iso.ts';
import type {
  CalendarDefinition,
  CompiledElement,
  CompiledPackage,
  Effect,
  ElementInstance,
  FactBody,
  Json,
  Mapping,
  OutsideCall,
  Variables,
} from '../contract/index.ts';
import { cancelTransaction } from '../traits/compensation/cancel.ts';
import { compensate } from '../traits/compensation/run.ts';
import type { Armed, Place, Visit } from './behaviour.ts';
import { calendarByRule, findCalendar, zoneOf } from './calendars.ts';
import { throwInChain, timerInChain } from './chain.ts';
import { completeElement, endElement } from './complete.ts';
import { occur } from './enter.ts';
import { throwError } from './errors.ts';
import { escalate } from './escalations.ts';
import type { Execution } from './execution.ts';
import { bad, type Failure, good, type Result } from './failure.ts';
import { createJob, type NewJob } from './jobs.ts';
import { checkAddress, keepableInstant } from './keepable.ts';
import { enterProcess, enterScope, terminateSiblings } from './scopes.ts';
import { broadcast } from './signals.ts';

/** Something expressions are evaluated at: an element instance or the scope of a process. */
export class LivePlace implements Place {
  readonly id: number;
  readonly exec: Execution;

  constructor(exec: Execution, id: number) {
    this.exec = exec;
    this.id = id;
  }

  get instance(): Readonly<ElementInstance> {
    const instance = this.exec.instance(this.id);
    if (!instance) throw new Error(`element instance ${this.id} is gone`);
    return instance;
  }

  get pkg(): CompiledPackage {
    return this.exec.packageOf(this.instance);
  }

  get now(): number {
    return this.exec.now;
  }

  get instanceId(): string {
    return this.exec.state.instanceId;
  }

  get zone(): string {
    return zoneOf(this.exec.ctx);
  }

  evaluate(text: string, extra?: Variables): Result<Json> {
    return this.exec.data.evaluate(this.id, text, extra);
  }

  textOrFeel(text: string, extra?: Variables): Result<Json> {
    return text.startsWith('=') ? this.evaluate(text.slice(1), extra) : good(text);
  }

  scope(): { readonly [name: string]: Json } {
    return this.exec.data.scope(this.id);
  }

  instant(value: Json): number | null {
    const at = typeof value === 'string' ? parseIsoInstant(value, this.zone) : null;
    return at !== null && keepableInstant('', at).ok ? at : null;
  }

  calendar(name: string | undefined, groups?: string[]): Result<CalendarDefinition | null> {
    const { ctx } = this.exec;
    const records = () => Object.values(this.exec.records.names());
    const ruled = name === undefined && groups ? calendarByRule(ctx.calendarRules, records, groups) : undefined;
    const byRule = ruled === undefined ? undefined : findCalendar(ctx, this.pkg, ruled);
    // A rule may name a calendar that is not in force: then the default counts.
    const found = byRule?.ok ? byRule : findCalendar(ctx, this.pkg, name);
    return found.ok ? good(found.calendar) : bad('calendar', `There is no calendar "${found.name}"`);
  }
}

/** The visit of a behaviour to an element instance of a running execution. */
export class LiveVisit<Config = unknown> extends LivePlace implements Visit<Config> {
  readonly element: CompiledElement<Config>;

  constructor(exec: Execution, id: number) {
    super(exec, id);
    const element = exec.elementOf(this.instance);
    if (!element) throw new Error(`element instance ${id} is the scope of a process`);
    this.element = element as CompiledElement<Config>;
  }

  get config(): Config {
    return this.element.config;
  }

  get alive(): boolean {
    return this.exec.instance(this.id) !== undefined;
  }

  /** The scope it stands in. */
  get parent(): number {
    return this.instance.parent as number;
  }

  emit(body: FactBody): number {
    return this.exec.emit(body);
  }

  effect(effect: Effect): void {
    this.exec.effect(effect);
  }

  write(mappings: Mapping[], extra?: Variables): Failure | undefined {
    return this.exec.data.write(this.id, this.id, mappings, extra);
  }

  set(values: Variables): Failure | undefined {
    return this.exec.data.set(this.id, values);
  }

  arm(armed: Armed): void {
    armOn(this.exec, this.id, armed);
  }

  job(job: NewJob): void {
    createJob(this.exec, this.id, job);
  }

  complete(payload?: Variables): void {
    completeElement(this.exec, this.id, payload);
  }

  continueAt(target: string, payload?: Variables): void {
    const { parent } = this;
    const flow = this.element.outgoing.find((id) => this.exec.processOf(this.id).flow(id).target === target);
    const index = this.exec.processOf(this.id);
    endElement(this.exec, this.id);
    occur(this.exec, parent, index.element(target), { flow, payload });
  }

  enterScope(): Failure | undefined {
    return enterScope(this.exec, this.id, this.element.id);
  }

  call(process: string, from?: OutsideCall): Failure | undefined {
    return enterProcess(this.exec, this.id, process, from);
  }

  throwError(error: Parameters<Visit['throwError']>[0]): Failure | undefined {
    if (throwError(this.exec, this.id, error)) return undefined;
    const { name, id } = this.element;
    const failure = bad('errorNotCaught', `Nothing catches the error ${error.code || 'without a code'} thrown at "${name ?? id}" (${id})`);
    return failure.failure;
  }

  escalate(escalation: Parameters<Visit['escalate']>[0]): void {
    escalate(this.exec, this.id, escalation);
  }

  broadcast(signal: Parameters<Visit['broadcast']>[0]): Failure | undefined {
    return broadcast(this.exec, signal);
  }

  compensate(activity: string | undefined, wait: boolean): void {
    compensate(this.exec, this.id, activity, wait);
  }

  cancelTransaction(): Failure | undefined {
    if (cancelTransaction(this.exec, this.id)) return undefined;
    return bad('cancel', `"${this.element.id}" cancels a transaction, but stands in none`).failure;
  }

  publish({ name, correlationKey, payload, ttlMs }: Parameters<Visit['publish']>[0]): Failure | undefined {
    const unkept = checkAddress('message', name, correlationKey) ?? this.exec.data.unsent(payload);
    const until = keepableInstant(`The end of the time to live of message "${name}"`, this.now + ttlMs);
    const failure = unkept ?? (until.ok ? throwInChain(this.exec, `message "${name}"`) : until.failure);
    if (failure) return failure;
    const { chain } = this.exec;
    const messageId = `${this.instanceId}:${this.exec.nextNumber}`;
    this.emit({ type: 'messagePublished', version: 1, messageId, name, correlationKey, payload, ttlMs });
    this.effect({ type: 'publishMessage', messageId, name, correlationKey, payload, ttlMs, ...(chain ? { chain } : {}) });
    return undefined;
  }

  terminateScope(): void {
    terminateSiblings(this.exec, this.id);
  }
}

/** Writes what waits for an event into the element instance that waits. */
export function armOn(exec: Execution, id: number, armed: Armed): void {
  const number = exec.nextNumber;
  if ('timer' in armed)
    exec.emit({ type: 'timerArmed', version: 1, elementInstance: id, timer: { ...timerInChain(exec, armed.timer), id: number } });
  else if ('condition' in armed)
    exec.emit({ type: 'conditionArmed', version: 1, elementInstance: id, condition: { ...armed.condition, id: number } });
  else exec.emit({ type: 'subscriptionOpened', version: 1, elementInstance: id, subscription: { ...armed.subscription, id: number } });
}
