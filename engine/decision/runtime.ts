import { type Code, type CompileOptions, rootEnv } from '../expression/code/code.ts';
import { hintsIn, rootScope, type StaticScope } from '../expression/code/scope.ts';
import { compileText } from '../expression/compiled.ts';
import { Stop } from '../expression/run/failure.ts';
import { Run } from '../expression/run/run.ts';
import type { NameHints } from '../expression/syntax/names.ts';
import type { Root } from '../expression/syntax/parse.ts';
import type { CompiledDecision, CompiledFunction, CompiledInput, CompiledService, DecisionGraph, DecisionTable } from './decision-model.ts';
import { logicCode } from './logic-code.ts';
import { type TableCode, tableCode } from './table-code.ts';

/** What a decision was compiled to; a table tells the rules that matched, too. */
export type DecisionCode = { table: TableCode } | { code: Code };

/** A model ready to run: its expressions compiled when they are first needed, and kept. */
export class DecisionRuntime {
  readonly graph: DecisionGraph;
  readonly inputs: Map<string, CompiledInput>;
  readonly decisions: Map<string, CompiledDecision>;
  readonly functions: Map<string, CompiledFunction>;
  readonly services: Map<string, CompiledService>;
  readonly options: CompileOptions;
  private readonly hints: NameHints | null;
  private readonly codes = new Map<string, DecisionCode>();
  private readonly bodies = new Map<string, Code>();
  private readonly allowedCodes = new Map<string, Code>();

  /** `special`: names of the scope at hand that are more than one word, beside those of the model. */
  constructor(graph: DecisionGraph, special: NameHints | null) {
    const byKey = <Of extends { key: string }>(list: Of[]) => new Map(list.map((each) => [each.key, each]));
    this.graph = graph;
    this.inputs = byKey(graph.inputs);
    this.decisions = byKey(graph.decisions);
    this.functions = byKey(graph.functions);
    this.services = byKey(graph.services);
    const hints = { ...special, ...graph.hints };
    this.hints = Object.keys(hints).length === 0 ? null : hints;
    const types = new Map(graph.types);
    this.options = { typeNamed: (name) => types.get(name), allowed: this.allowed };
  }

  decisionCode(decision: CompiledDecision): DecisionCode {
    let known = this.codes.get(decision.key);
    if (!known) {
      const { logic, name } = decision;
      const where = `Decision "${name}"`;
      if (logic === null) known = { code: () => stop(`${where} has no logic: its value must be given, as input of a decision service.`) };
      else
        known = logic.kind === 'table' ? { table: this.tableCode(logic, rootScope) } : { code: logicCode(logic, where, rootScope, this) };
      this.codes.set(decision.key, known);
    }
    return known;
  }

  /** Gives the function that a knowledge model is. */
  functionCode({ key, name, logic }: CompiledFunction): Code {
    let known = this.bodies.get(key);
    if (!known) {
      known = logicCode(logic, `Knowledge model "${name}"`, rootScope, this);
      this.bodies.set(key, known);
    }
    return known;
  }

  tableCode(table: DecisionTable, scope: StaticScope): TableCode {
    return tableCode(table, scope, this);
  }

  /** FEEL of the model. What cannot be read fails when it runs: the check before publishing has refused it. */
  text(text: string, root: Root, scope: StaticScope): Code {
    const compiled = compileText(text, root, hintsIn(scope, this.hints), scope, this.options);
    if (compiled.ok) return compiled.code;
    const { code, message, offset } = compiled;
    return () => {
      throw new Stop(code, message, offset);
    };
  }

  readonly allowed = (tests: string, value: unknown): boolean => {
    let code = this.allowedCodes.get(tests);
    if (!code) {
      code = this.text(tests, 'UnaryTests', rootScope);
      this.allowedCodes.set(tests, code);
    }
    return code(new Run({ now: 0 }), { v: value ?? null, up: rootEnv({}) }) === true;
  };
}

function stop(message: string): never {
  throw new Stop('unsupported', message);
}

/** Runs code; what stops it is told with its place in the model. */
export function placed(where: string, code: Code, rules?: number[]): Code {
  return (run, env) => {
    try {
      return code(run, env);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      const { code: kind, message } = error.failure;
      throw new Stop(kind, `${where}: ${message}`, undefined, error.failure.rules ?? rules);
    }
  };
}
