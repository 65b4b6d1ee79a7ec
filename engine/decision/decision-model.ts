/** What `DecisionModel.model` holds: plain JSON, this room's own business. */
export interface DecisionGraph {
  /** Declared inputs of a type: the ISO texts of variables become dates where they are declared such. */
  inputs: { name: string; typeRef: string }[];
  decisions: CompiledDecision[];
}

export interface CompiledDecision {
  id: string;
  name: string;
  /** Name its result has in decisions that require it. */
  variable: string;
  typeRef?: string;
  /** Ids of the decisions evaluated before it. */
  requires: string[];
  logic: DecisionTable | LiteralLogic | ContextLogic;
}

export interface LiteralLogic {
  kind: 'literal';
  text: string;
}

export interface ContextLogic {
  kind: 'context';
  /** An entry without a name is the result. */
  entries: { name?: string; text: string }[];
}

export type HitPolicy = 'unique' | 'first' | 'any' | 'priority' | 'ruleOrder' | 'outputOrder' | 'collect';
export type Aggregation = 'sum' | 'min' | 'max' | 'count';

export interface DecisionTable {
  kind: 'table';
  hitPolicy: HitPolicy;
  aggregation?: Aggregation;
  inputs: TableInput[];
  outputs: TableOutput[];
  rules: TableRule[];
}

export interface TableInput {
  label: string;
  expression: string;
  typeRef?: string;
}

export interface TableOutput {
  name: string;
  typeRef?: string;
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
