import { type Env, rootEnv } from '../expression/code/code.ts';
import { Stop } from '../expression/run/failure.ts';
import type { Run } from '../expression/run/run.ts';
import { coerce } from '../expression/types/coerce.ts';
import { typeText } from '../expression/types/feel-type.ts';
import { newContext } from '../expression/values/context.ts';
import { FeelFunction } from '../expression/values/feel-function.ts';
import { kindName } from '../expression/values/kind.ts';
import type { CompiledService, Element, Need } from './decision-model.ts';
import { fittedValue } from './read-value.ts';
import type { DecisionRuntime } from './runtime.ts';

type Names = { [name: string]: unknown };

/** One evaluation of a model's graph: each decision is evaluated once. */
export class Session {
  private readonly runtime: DecisionRuntime;
  private readonly run: Run;
  /** What every decision sees: the scope, with declared inputs read by their types, and the functions. */
  private readonly base: Names;
  private readonly functions: Map<string, FeelFunction>;
  private readonly results = new Map<string, unknown>();
  private readonly rules = new Map<string, number[]>();

  /** `given`: values of inputs and decisions, by key, that a decision service was called with. */
  constructor(runtime: DecisionRuntime, run: Run, scope: Names, given: Map<string, unknown> = new Map()) {
    this.runtime = runtime;
    this.run = run;
    this.functions = new Map();
    for (const [key, value] of given) this.results.set(key, value);
    this.base = this.names(scope);
  }

  private names(scope: Names): Names {
    const names: Names = Object.assign(newContext(), scope);
    const { runtime } = this;
    for (const input of runtime.inputs.values()) {
      if (this.results.has(input.key)) names[input.variable] = this.results.get(input.key);
      else if (Object.hasOwn(scope, input.variable)) {
        const value = scope[input.variable];
        const read = input.type === undefined ? value : fittedValue(value, input.type, runtime.allowed);
        if (read === undefined) throw mismatch(`Input "${input.name}"`, 'is', value, input);
        this.results.set(input.key, read);
        names[input.variable] = read;
      }
    }
    const callable = newContext();
    for (const each of [...runtime.functions.values(), ...runtime.services.values()]) {
      const called =
        'logic' in each ? (runtime.functionCode(each)(this.run, rootEnv(callable)) as FeelFunction) : this.serviceFunction(each);
      this.functions.set(each.key, called);
      if (!each.key.includes('#')) callable[each.variable] = called;
    }
    for (const { needs } of runtime.functions.values()) this.under(callable, needs, (need) => this.functions.get(need.key));
    return Object.assign(names, callable);
  }

  /** Puts what is needed from other files into the contexts they are imported as, and from this file under its name. */
  private under(names: Names, needs: Need[], find: (need: Need) => unknown): void {
    for (const need of needs) {
      const value = find(need);
      const variable = this.element(need.key)?.variable;
      if (value === undefined || variable === undefined) continue;
      if (need.under === undefined) names[variable] = value;
      else {
        const holder = Object.assign(newContext(), names[need.under] as Names | undefined);
        holder[variable] = value;
        names[need.under] = holder;
      }
    }
  }

  private element(key: string): Element | undefined {
    const { inputs, decisions, functions, services } = this.runtime;
    return inputs.get(key) ?? decisions.get(key) ?? functions.get(key) ?? services.get(key);
  }

  /** Value of an input, a decision, a knowledge model or a service; undefined for an input that was not given. */
  private valueOf({ key }: Need): unknown {
    if (this.runtime.decisions.has(key)) return this.decision(key);
    return this.functions.get(key) ?? this.results.get(key);
  }

  decision(key: string): unknown {
    if (this.results.has(key)) return this.results.get(key);
    const { runtime, run } = this;
    const decision = runtime.decisions.get(key);
    if (!decision) throw new Stop('notFound', `There is no decision "${key}".`);
    const names = decision.needs.length === 0 ? this.base : Object.assign(newContext(), this.base);
    this.under(names, decision.needs, (need) => this.valueOf(need));
    const env: Env = rootEnv(names);
    const code = runtime.decisionCode(decision);
    let value: unknown;
    if ('table' in code) {
      const { value: result, rules } = code.table(run, env);
      this.rules.set(key, rules);
      value = result;
    } else value = code.code(run, env) ?? null;
    const fit = decision.type === undefined ? value : coerce(value, decision.type, runtime.allowed, run);
    if (fit === undefined) throw mismatch(`Decision "${decision.name}"`, 'gives', value, decision);
    this.results.set(key, fit);
    return fit;
  }

  matchedRules(key: string): number[] {
    return this.rules.get(key) ?? [];
  }

  /** Input data first, then input decisions, each in the file's order. */
  private parametersOf({ inputDecisions, inputData }: CompiledService): Element[] {
    return [...inputData, ...inputDecisions].flatMap((key) => this.element(key) ?? []);
  }

  private serviceFunction(service: CompiledService): FeelFunction {
    const parameters = this.parametersOf(service);
    return new FeelFunction(
      parameters.map(({ variable, type }) => ({ name: variable, type })),
      (run, args, at) => {
        const given = new Map<string, unknown>();
        for (const [index, { key, variable, type }] of parameters.entries()) {
          const value = args[index] ?? null;
          const fit = type === undefined ? value : coerce(value, type, this.runtime.allowed, this.run);
          if (fit === undefined)
            return run.warn(`The parameter "${variable}" is ${kindName(value)}, not what "${service.name}" takes.`, at);
          given.set(key, fit);
        }
        run.charge(10);
        run.enter(50);
        const result = this.service(service, given);
        run.leave(50);
        return result;
      },
    );
  }

  /** Evaluates a service with inputs taken from a scope by their names. */
  serviceFor(service: CompiledService, scope: Names): unknown {
    const given = new Map<string, unknown>();
    for (const { key, variable, name, type } of this.parametersOf(service)) {
      const value = scope[variable] ?? scope[name] ?? null;
      const fit = type === undefined ? value : fittedValue(value, type, this.runtime.allowed);
      if (fit === undefined) throw mismatch(`Input "${name}" of "${service.name}"`, 'is', value, { type });
      given.set(key, fit);
    }
    return this.service(service, given);
  }

  private service({ outputs, name, type }: CompiledService, given: Map<string, unknown>): unknown {
    const inside = new Session(this.runtime, this.run, this.base, given);
    const [only] = outputs;
    let value: unknown;
    if (outputs.length === 1 && only !== undefined) value = inside.decision(only);
    else {
      const context = newContext();
      for (const key of outputs) context[this.element(key)?.variable ?? key] = inside.decision(key);
      value = context;
    }
    const fit = type === undefined || type.kind === 'function' ? value : coerce(value, type, this.runtime.allowed, this.run);
    if (fit === undefined) throw mismatch(`Decision service "${name}"`, 'gives', value, { type });
    return fit;
  }
}

function mismatch(what: string, verb: string, value: unknown, { type }: Pick<Element, 'type'>): Stop {
  return new Stop('type', `${what} ${verb} ${kindName(value)}, not ${type ? typeText(type) : 'what is declared'}.`);
}
