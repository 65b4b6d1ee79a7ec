import type { NameHints } from '../expression/syntax/names.ts';
import type { FeelType } from '../expression/types/feel-type.ts';

/** What `DecisionModel.model` holds: plain JSON, this room's own business. Elements of imported files are in it, named by namespace and id. */
export interface DecisionGraph {
  /** Types that expressions may name. */
  types: [name: string, type: FeelType][];
  /** Names of the file that are more than one word: expressions are read by them. */
  hints: NameHints;
  inputs: CompiledInput[];
  decisions: CompiledDecision[];
  /** Business knowledge models: functions that decisions call. */
  functions: CompiledFunction[];
  services: CompiledService[];
}

/** An element of the file, or of an imported one. */
export interface Element {
  /** `id`, or `namespace#id` of an imported one. */
  key: string;
  /** Its name in the file. */
  name: string;
  /** Name its value has where it is required; of an imported one under the import's name. */
  variable: string;
  type?: FeelType;
}

export interface CompiledInput extends Element {
  /** From another file: its value is looked for under its own name all the same. */
  imported: boolean;
}

/** What an element uses, and under which name: of another file it is an entry of the import's context. */
export interface Need {
  key: string;
  under?: string;
}

export interface CompiledDecision extends Element {
  needs: Need[];
  /** Null: it has none of its own and is always given, as input of a decision service. */
  logic: Logic | null;
}

export interface CompiledFunction extends Element {
  needs: Need[];
  logic: FunctionLogic;
}

/** A part of the graph that is called like a function: with values for its inputs, in this order. */
export interface CompiledService extends Element {
  outputs: string[];
  inputDecisions: string[];
  inputData: string[];
}

/** What a decision does: DMN's expressions, boxed or not. */
export type Logic =
  | DecisionTable
  | LiteralLogic
  | ContextLogic
  | ListLogic
  | InvocationLogic
  | FunctionLogic
  | IterationLogic
  | FilterLogic
  | ConditionalLogic;

interface Typed {
  /** Declared; another value is null. */
  type?: FeelType;
}

export interface LiteralLogic extends Typed {
  kind: 'literal';
  text: string;
}

export interface ContextLogic extends Typed {
  kind: 'context';
  /** An entry without a name is the result. */
  entries: { name?: string; type?: FeelType; logic: Logic }[];
}

/** A relation is a list of contexts. */
export interface ListLogic extends Typed {
  kind: 'list';
  items: Logic[];
}

export interface InvocationLogic extends Typed {
  kind: 'invocation';
  /** FEEL that gives the function. */
  called: string;
  bindings: { name: string; logic: Logic }[];
}

export interface FunctionLogic extends Typed {
  kind: 'function';
  parameters: { name: string; type?: FeelType }[];
  body: Logic;
}

export interface IterationLogic extends Typed {
  kind: 'for' | 'some' | 'every';
  variable: string;
  source: Logic;
  body: Logic;
}

export interface FilterLogic extends Typed {
  kind: 'filter';
  source: Logic;
  condition: Logic;
}

export interface ConditionalLogic extends Typed {
  kind: 'conditional';
  condition: Logic;
  yes: Logic;
  no: Logic;
}

export type HitPolicy = 'unique' | 'first' | 'any' | 'priority' | 'ruleOrder' | 'outputOrder' | 'collect';
export type Aggregation = 'sum' | 'min' | 'max' | 'count';

export interface DecisionTable extends Typed {
  kind: 'table';
  /** In messages. */
  name: string;
  hitPolicy: HitPolicy;
  aggregation?: Aggregation;
  inputs: TableInput[];
  outputs: TableOutput[];
  rules: TableRule[];
}

export interface TableInput {
  label: string;
  expression: string;
  type?: FeelType;
  /** Unary tests: other values are an error. */
  allowed?: string;
}

export interface TableOutput {
  name: string;
  type?: FeelType;
  /** FEEL texts of the allowed values, most important first. */
  values: string[];
  default?: string;
}

export interface TableRule {
  id: string;
  /** Unary tests, one per input. */
  inputs: string[];
  /** FEEL, one per output. */
  outputs: string[];
}
