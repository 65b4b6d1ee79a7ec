/** What `DecisionModel.model` holds: plain JSON, this room's own business. */
export interface DecisionGraph {
  /** Declared inputs of a type: the ISO texts of variables become dates where they are declared such. */
  inputs: { name: string; type: ValueType }[];
  decisions: CompiledDecision[];
  /** Business knowledge models: functions that decisions call. */
  functions: CompiledFunction[];
}

export interface CompiledDecision {
  id: string;
  name: string;
  /** Name its result has in decisions that require it. */
  variable: string;
  type?: ValueType;
  /** Ids of the decisions evaluated before it. */
  requires: string[];
  logic: Logic;
}

export interface CompiledFunction {
  id: string;
  name: string;
  logic: FunctionLogic;
}

/** A type as far as values are read by it: a FEEL type's name, a list, or a context with typed entries. */
export type ValueType = string | { list: ValueType } | { entries: [name: string, type: ValueType][] };

/** What a decision does: DMN's expressions, boxed or not. */
export type Logic = DecisionTable | LiteralLogic | ContextLogic | ListLogic | InvocationLogic | FunctionLogic;

export interface LiteralLogic {
  kind: 'literal';
  text: string;
}

export interface ContextLogic {
  kind: 'context';
  /** An entry without a name is the result. */
  entries: { name?: string; type?: ValueType; logic: Logic }[];
}

/** A relation is a list of contexts. */
export interface ListLogic {
  kind: 'list';
  items: Logic[];
}

export interface InvocationLogic {
  kind: 'invocation';
  /** FEEL that gives the function. */
  called: string;
  bindings: { name: string; logic: Logic }[];
}

export interface FunctionLogic {
  kind: 'function';
  parameters: { name: string; type?: ValueType }[];
  body: Logic;
}

export type HitPolicy = 'unique' | 'first' | 'any' | 'priority' | 'ruleOrder' | 'outputOrder' | 'collect';
export type Aggregation = 'sum' | 'min' | 'max' | 'count';

export interface DecisionTable {
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
  type?: ValueType;
}

export interface TableOutput {
  name: string;
  type?: ValueType;
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
