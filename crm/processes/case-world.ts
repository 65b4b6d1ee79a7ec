import {
  type Actor,
  type CalendarDefinition,
  type Command,
  type CompiledPackage,
  type DecideContext,
  type Decision,
  defaultLimits,
  type ElementInstance,
  type Fact,
  type InstanceState,
  type Variables,
} from '../../engine/contract/index.ts';
import { decide } from '../../engine/kernel/index.ts';

const office: CalendarDefinition = {
  name: 'office',
  version: 1,
  zone: 'Europe/Warsaw',
  week: Object.fromEntries(
    ['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '13:00'] as [string, string], ['14:00', '18:00'] as [string, string]]]),
  ),
  days: { '2027-01-06': [], '2027-05-03': [] },
};
const system: Actor = { id: 'system:job', roles: [], groups: [] };
const everybody = ['pre-sales', 'sales', 'clerk', 'supervisor', 'marketing', 'administrator'];

type Attachments = NonNullable<DecideContext['attachments']>;

/** One case on a clock of its own, with its record in memory. */
export class CaseWorld {
  readonly facts: Fact[] = [];
  now: number;
  state: InstanceState | null = null;
  fields: Variables;
  private version = 1;
  private readonly pkg: CompiledPackage;
  private readonly calendars: { [name: string]: CalendarDefinition };
  private readonly calendar: string;

  constructor(pkg: CompiledPackage, options: { at: string; record: Variables; calendar: string }) {
    this.pkg = pkg;
    this.now = Date.parse(options.at);
    this.calendar = options.calendar;
    const own = Object.fromEntries(pkg.calendars.map((each) => [each.name, each]));
    this.calendars = options.calendar === 'none' ? own : { office, ...own };
    this.fields = { id: '0b9dd5a4-93a7-4a51-8d6c-000000000001', title: 'Case', owner: null, ...options.record };
  }

  /** There is a calendar of this name. */
  get hasCalendar(): boolean {
    return this.calendar === 'none' || Object.hasOwn(this.calendars, this.calendar);
  }

  get zone(): string {
    return this.calendars[this.calendar]?.zone ?? 'UTC';
  }

  /** The type of its record; a plain process has none. */
  get recordType(): string | undefined {
    return this.pkg.recordType;
  }

  send(command: Command, actor: Actor = system, attachments: Attachments = {}): Decision {
    const { id, recordType } = { id: String(this.fields.id), recordType: this.recordType };
    const decision = decide(this.state, command, {
      now: this.now,
      actor,
      packages: { [this.pkg.hash]: this.pkg },
      records: recordType === undefined ? [] : [{ alias: recordType, type: recordType, id, version: this.version, fields: this.fields }],
      calendars: this.calendars,
      ...(this.calendar === 'none' ? {} : { defaultCalendar: this.calendar }),
      attachments,
      limits: defaultLimits,
    });
    if (!decision.ok) return decision;
    this.state = decision.state;
    this.facts.push(...decision.facts);
    for (const fact of decision.facts) if (fact.type === 'recordChanged') this.change(fact.patch, fact.recordVersion);
    return decision;
  }

  start(element: string | undefined, variables: Variables = {}): Decision {
    const { recordType } = this;
    const id = String(this.fields.id);
    return this.send({
      type: 'start',
      instanceId: 'case',
      ...(element === undefined ? {} : { element }),
      variables,
      records: recordType === undefined ? [] : [{ alias: recordType, type: recordType, id, relation: 'owns' }],
    });
  }

  /** Of every team there is, those that a task is offered to among them. */
  person(id: string, groups: string[] = []): Actor {
    return { id, roles: ['rep', 'supervisor', 'clerk'], groups: [...new Set([...everybody, ...groups])], team: 'sales' };
  }

  get live(): ElementInstance[] {
    return Object.values(this.state?.elements ?? {});
  }

  /** Of the case; of one that has ended, what it was started with and what was set since. */
  get variables(): Variables {
    const live = this.state?.elements['1'];
    if (live) return live.variables ?? {};
    const set = this.facts.map((fact) =>
      fact.type === 'instanceStarted' || (fact.type === 'variablesSet' && fact.scope === 1) ? fact.variables : {},
    );
    return Object.assign({}, ...set) as Variables;
  }

  task(element: string): ElementInstance | undefined {
    return this.live.find((each) => each.element === element && each.task);
  }

  job(element: string): ElementInstance | undefined {
    return this.live.find((each) => each.element === element && each.job);
  }

  private change(patch: Variables, version: number): void {
    this.version = version;
    this.fields = { ...this.fields, ...patch };
  }
}
