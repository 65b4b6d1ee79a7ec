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
  private readonly zoned: boolean;

  constructor(pkg: CompiledPackage, options: { at: string; record: Variables; calendar: 'office' | 'none' }) {
    this.pkg = pkg;
    this.now = Date.parse(options.at);
    this.zoned = options.calendar === 'office';
    this.fields = { id: '0b9dd5a4-93a7-4a51-8d6c-000000000001', title: 'Case', owner: null, ...options.record };
  }

  get recordType(): string {
    return this.pkg.recordType ?? 'record';
  }

  send(command: Command, actor: Actor = system, attachments: Attachments = {}): Decision {
    const { id, recordType } = { id: String(this.fields.id), recordType: this.recordType };
    const decision = decide(this.state, command, {
      now: this.now,
      actor,
      packages: { [this.pkg.hash]: this.pkg },
      records: [{ alias: recordType, type: recordType, id, version: this.version, fields: this.fields }],
      calendars: this.zoned ? { office } : {},
      ...(this.zoned ? { defaultCalendar: 'office' } : {}),
      attachments,
      limits: defaultLimits,
    });
    if (!decision.ok) return decision;
    this.state = decision.state;
    this.facts.push(...decision.facts);
    for (const fact of decision.facts) if (fact.type === 'recordChanged') this.change(fact.patch, fact.recordVersion);
    return decision;
  }

  start(element: string | undefined): Decision {
    const { recordType } = this;
    return this.send({
      type: 'start',
      instanceId: 'case',
      ...(element === undefined ? {} : { element }),
      variables: {},
      records: [{ alias: recordType, type: recordType, id: String(this.fields.id), relation: 'owns' }],
    });
  }

  person(id: string): Actor {
    return { id, roles: ['rep', 'supervisor', 'clerk'], groups: everybody, team: 'sales' };
  }

  get live(): ElementInstance[] {
    return Object.values(this.state?.elements ?? {});
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
