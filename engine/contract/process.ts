import type { Json, Text } from './json.ts';

/**
 * A process package, compiled: everything an instance needs to run, as plain JSON.
 * The package's files are the truth; this is a cache keyed by (hash, compilerVersion).
 */
export interface CompiledPackage {
  format: 1;
  compilerVersion: number;
  /** Package key, unique in the installation: `lead`, `deal`. */
  key: string;
  /** sha-256 (hex) over the sorted files; given by the caller, since the engine has no crypto. */
  hash: string;
  name: Text;
  /** Id of the process that `start` runs when it names none. */
  mainProcess: string;
  processes: CompiledProcess[];
  /** Packages that its call activities take processes from; absent = none but itself. */
  calls?: OutsideCall[];
  /** Type of the record whose owner these instances are; absent for plain BPMN. */
  recordType?: string;
  recordTypes: RecordType[];
  stages: Stage[];
  forms: Form[];
  decisions: DecisionModel[];
  calendars: CalendarDefinition[];
  /** locale (`ru`, `pl`) -> English text -> translation. */
  texts: { [locale: string]: { [text: string]: string } };
}

/** A package by its key. Without a version the newest published when the call begins. */
export interface OutsideCall {
  package: string;
  version?: number;
}

export interface CompiledProcess {
  id: string;
  name?: Text;
  isExecutable: boolean;
  /** A global task: this one element and nothing else. */
  global?: boolean;
  /** Data that nothing in the process writes, so that whoever starts it by hand is asked for it; absent = none. */
  inputs?: ProcessInput[];
  /** In document order; look up through `indexProcess`, never as keys of an object (`__proto__` is a legal id). */
  elements: CompiledElement[];
  flows: SequenceFlow[];
}

/** A variable that a start brings along. */
export interface ProcessInput {
  name: string;
  /** As its item definition says (`xsd:string`, `xsd:decimal`, ...); absent = it does not say. */
  type?: 'text' | 'number' | 'boolean' | 'date' | 'dateTime';
}

/**
 * One flow node. What is particular to its kind is in `config`, whose type is exported by `elements/<kind>/config.ts`.
 * `scope` is the id of the process or of the subprocess it stands in.
 */
export interface CompiledElement<Config = unknown> {
  id: string;
  /** Folder name under `engine/elements`: `user-task`, `exclusive-gateway`, `boundary-event`. */
  kind: string;
  name?: Text;
  scope: string;
  incoming: string[];
  outgoing: string[];
  /** Id of the default flow, for gateways and activities that have one. */
  defaultFlow?: string;
  /** Lane it lies in, by name: candidate group when the element names none. */
  lane?: Text;
  /** Kanban column; absent = that of whatever came before. */
  stage?: string;
  /** Present on events, and on receive tasks. */
  trigger?: Trigger;
  /** Ids of boundary events attached to this activity. */
  boundary: string[];
  /** What any activity or event may carry: mapping of variables in and out (inputs make local variables). */
  inputs: Mapping[];
  outputs: Mapping[];
  /** The activity repeats: multi-instance or standard loop. */
  loop?: LoopDefinition;
  /** Tokens it takes to begin, and tokens it gives to each way out; absent = 1. */
  startQuantity?: number;
  completionQuantity?: number;
  /** A compensation handler: only compensation enters it, no token does. */
  forCompensation?: boolean;
  config: Config;
}

/** How often an activity runs (BPMN 2.0.2, 10.3.8 and 13.3.6 f.). Expressions are FEEL. */
export type LoopDefinition =
  | {
      kind: 'multi-instance';
      sequential: boolean;
      /** How many; counts only without a collection. */
      cardinality?: string;
      /** A list: one instance for each item, which its `item` variable holds. */
      collection?: string;
      item?: string;
      /** Variable (or `record.field`) that takes the list of results, in the order of the items; `outputItem` is evaluated in each instance. */
      outputCollection?: string;
      outputItem?: string;
      /** Asked whenever an instance completes; true ends the others. */
      completion?: string;
      /** Events thrown when an instance completes (`behavior`, table 10.29). */
      events: { at: 'first' | 'each'; condition?: string; trigger: Trigger }[];
    }
  | { kind: 'standard'; condition?: string; testBefore: boolean; maximum?: string };

/** The event definition of an event. `kind` is a folder name under `engine/triggers`: `none`, `timer`, `message`, `signal`, `error`, `multiple` ... */
export interface Trigger<Config = unknown> {
  kind: string;
  config: Config;
}

export interface SequenceFlow {
  id: string;
  source: string;
  target: string;
  name?: Text;
  /** FEEL, without a leading `=`. Absent = unconditional. */
  condition?: string;
}

/** `source`: FEEL evaluated in the scope it comes from; `target`: variable name, or `record.field` to change a record. */
export interface Mapping {
  source: string;
  target: string;
}

export interface Stage {
  id: string;
  name: Text;
  /** slate, sky, teal, moss, olive, iris, plum, cocoa. */
  color: string;
  /** How the record ends when an instance ends here; absent = the stage is open. `hidden` stages are off the board. */
  ends?: 'won' | 'lost' | 'junk' | 'converted' | 'merged' | 'cancelled';
  hidden?: boolean;
  /** Record fields that must be filled before any element of this stage is entered: `lead.phone`, or `lead.phone or lead.email` as FEEL in `requireRule`. */
  requiredFields: RequiredField[];
}

export interface RequiredField {
  /** `lead.need`: record type or alias, then field. A plain name is a variable of the task. */
  field: string;
  /** FEEL; required only when true. Absent = always. */
  when?: string;
}

export interface RecordType {
  id: string;
  name: Text;
  fields: RecordField[];
}

export interface RecordField {
  key: string;
  label: Text;
  type: FieldType;
  options?: FieldOption[];
  /** Longest text, greatest number. */
  max?: number;
  min?: number;
}

export type FieldType =
  | 'text'
  | 'longText'
  | 'number'
  | 'money'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'select'
  | 'multiSelect'
  | 'phone'
  | 'email'
  | 'user'
  | 'reference'
  | 'json';

export interface FieldOption {
  value: string;
  label: Text;
}

/** A form: form-js's schema read into what both the server and the browser check (`engine/form`). */
export interface Form {
  id: string;
  fields: FormField[];
}

export interface FormField {
  /** `lead.need` writes the record's field on completion; a plain key writes a variable. */
  key: string;
  label: Text;
  type: FieldType | 'callBack' | 'file';
  required?: boolean;
  /** Shown (and required) only for these outcomes; absent = for all. */
  outcomes?: string[];
  /** FEEL; hidden while false. */
  visibleWhen?: string;
  options?: FieldOption[];
  min?: number;
  max?: number;
  pattern?: string;
  /** Key of a date or date-time field that this one may not lie before. */
  notBefore?: string;
  help?: Text;
  defaultValue?: Json;
}

/** A DMN file, compiled by `engine/decision`; `model` is that room's own business. */
export interface DecisionModel {
  id: string;
  name?: Text;
  /** Ids of the decisions in it that can be called. */
  decisions: string[];
  model: Json;
}

/** A business calendar. Versions are data of the installation; a package may bring its own under a name. */
export interface CalendarDefinition {
  name: string;
  version: number;
  /** IANA zone. */
  zone: string;
  /** ISO weekday 1..7 -> intervals `["09:00","13:00"]`; an end at or before its start runs over midnight and belongs to the day it begins. */
  week: { [weekday: string]: [string, string][] };
  /** `2027-01-06` -> intervals of that day; an empty list is a holiday. */
  days: { [date: string]: [string, string][] };
  /** What those days are called: `2027-01-06` -> `Epiphany`. Told with a deadline, of no effect. */
  names?: { [date: string]: string };
}
