import type { CompiledElement, ElementInstance, Fact, Json, Mapping, Variables } from '../contract/index.ts';
import { isSafeName } from '../contract/json.ts';
import type { CallActivityConfig } from '../elements/call-activity/config.ts';
import { evaluate } from '../expression/evaluate.ts';
import { cut } from '../text/cut.ts';
import { loopNames } from '../traits/loop/names.ts';
import { zoneOf } from './calendars.ts';
import type { Execution } from './execution.ts';
import { isProcessScope } from './execution.ts';
import { bad, type Failure, good, type Result } from './failure.ts';
import { jsonSize } from './json-size.ts';
import { checkTexts } from './keepable.ts';

type Names = { [name: string]: Json };

/** What element instances see and write: variables by scope, records by alias, `actor`, `now`, `case`. */
export class Data {
  private readonly exec: Execution;
  private readonly scopes = new Map<number, Names>();
  /** Those within a repeated activity: what they see of the other rounds changes with every round. */
  private readonly inRounds = new Map<number, Names>();
  private base: Names | null = null;
  /** JSON characters of all variables; counted when it is first asked, kept up from then on. */
  private total: number | null = null;

  constructor(exec: Execution) {
    this.exec = exec;
  }

  /** Called before each fact is folded: what it takes away is still there. */
  precede(fact: Fact): void {
    if (fact.type === 'elementActivated') {
      if (this.total !== null) this.total += sizeOf(fact.variables);
      if (fact.version === 2) this.inRounds.clear();
    } else if (fact.type === 'elementCompleted' || fact.type === 'elementTerminated') {
      const ended = this.exec.instance(fact.elementInstance);
      if (this.total !== null) this.total -= sizeOf(ended?.variables);
      if (ended?.loopCounter !== undefined) this.inRounds.clear();
    } else if (fact.type === 'variablesSet' && this.total !== null) {
      this.total += this.growth(fact.scope, fact.variables);
    }
  }

  /** Called for each fact: what was merged before may be stale. */
  follow(fact: Fact): void {
    if (fact.type === 'variablesSet' || fact.type === 'loopStarted' || fact.type === 'loopRoundCompleted') this.forgetScopes();
    else if (['recordChanged', 'stepUndone', 'instanceMigrated', 'migrationUndone'].includes(fact.type)) {
      if (fact.type === 'instanceMigrated' || fact.type === 'migrationUndone') this.exec.records.remodel();
      this.forgetScopes();
      this.base = null;
      this.total = null;
    }
  }

  private forgetScopes(): void {
    this.scopes.clear();
    this.inRounds.clear();
  }

  evaluate(id: number, text: string, extra?: Variables): Result<Json> {
    const scope = this.scope(id);
    const env = { now: this.exec.now, zone: zoneOf(this.exec.ctx) };
    const result = evaluate(text, extra ? { ...scope, ...extra } : scope, env);
    const where = () => `(in "${text.length > 200 ? `${cut(text, 199)}…` : text}")`;
    const unkept = result.ok ? checkTexts(result.value) : undefined;
    if (unkept) return bad(unkept.code, `${unkept.message} ${where()}`);
    if (result.ok) return good(result.value);
    const code = result.code === 'unknownName' ? 'missingVariable' : 'expression';
    return bad(code, `${result.message} ${where()}`);
  }

  /** Everything expressions see at an element instance. Cached until something is written; not to be changed. */
  scope(id: number): Names {
    const known = this.scopes.get(id) ?? this.inRounds.get(id);
    if (known) return known;
    const instance = this.exec.instance(id);
    if (!instance) throw new Error(`element instance ${id} is gone`);
    const above = this.visibleParent(instance);
    const outer = above === null ? this.baseNames() : this.scope(above);
    if (instance.loop) {
      // Not cached: how many are active changes with every round.
      return { ...outer, ...instance.variables, ...loopNames(instance, this.exec.children.of(id).size), ...this.recordNames() };
    }
    const names = instance.variables === undefined ? outer : { ...outer, ...instance.variables, ...this.recordNames() };
    const inRound = above !== null && (this.inRounds.has(above) || this.exec.instance(above)?.loop !== undefined);
    (inRound ? this.inRounds : this.scopes).set(id, names);
    return names;
  }

  /** Writes mapped values, each evaluated in turn seeing those before it. Nothing is written when one fails. */
  write(from: number, to: number, mappings: Mapping[], extra: Variables = {}): Failure | undefined {
    if (mappings.length === 0) return undefined;
    const values: Variables = {};
    const seen: Variables = { ...extra };
    for (const { source, target } of mappings) {
      const value = this.evaluate(from, source, seen);
      if (!value.ok) return { ...value.failure, message: `${target}: ${value.failure.message}` };
      values[target] = value.value;
      if (!target.includes('.')) seen[target] = value.value;
    }
    return this.set(to, values);
  }

  /** `alias.field` changes a record; a plain name the nearest scope that has it, else the process. */
  set(from: number, values: Variables): Failure | undefined {
    const variables: [string, Json][] = [];
    const fields: [string, Json][] = [];
    for (const [target, value] of Object.entries(values)) (target.includes('.') ? fields : variables).push([target, value]);
    const targets = this.targets(from, variables);
    const failure = this.admit(variables, targets) ?? checkEach(fields) ?? this.exec.records.check(fields);
    if (failure) return failure;
    for (const [scope, set] of targets) this.exec.emit({ type: 'variablesSet', version: 1, scope, variables: set });
    this.exec.records.change(fields);
    return undefined;
  }

  /** Why these values could not be written from here (`set`), so that whoever brings them is told at once. */
  unfit(from: number, values: Variables): Failure | undefined {
    const variables = Object.entries(values).filter(([target]) => !target.includes('.'));
    return this.admit(Object.entries(values), this.targets(from, variables));
  }

  /** Writes to this very instance. */
  setLocal(id: number, values: Variables): Failure | undefined {
    const failure = this.admit(Object.entries(values), new Map([[id, values]]));
    if (!failure) this.exec.emit({ type: 'variablesSet', version: 1, scope: id, variables: values });
    return failure;
  }

  /** Names that no object gives a meaning, values within the limits, alone and with all there are. Asks only: nothing is counted by it. */
  admit(values: [string, Json][], targets: Map<number, Variables>): Failure | undefined {
    const { valueSize, variableSize } = this.exec.ctx.limits;
    for (const [name, value] of values) {
      if (!isSafeName(name)) return { code: 'invalidName', message: `"${name.slice(0, 50)}" cannot be the name of a variable` };
      const unkept = checkEach([[name, value]]);
      if (unkept) return unkept;
      const size = jsonSize(value);
      if (size > valueSize) {
        return { code: 'resultTooLarge', message: `result too large: ${name} has ${size} characters, ${valueSize} are allowed` };
      }
    }
    let total = this.totalSize();
    for (const [id, set] of targets) total += this.growth(id, set);
    if (total > variableSize) {
      return { code: 'resultTooLarge', message: `result too large: all variables have ${total} characters, ${variableSize} are allowed` };
    }
    return undefined;
  }

  /** What the door would not take of a message or signal: it counts the JSON itself, escapes too. */
  unsent(payload: Variables): Failure | undefined {
    const { valueSize } = this.exec.ctx.limits;
    const entries = Object.entries(payload);
    const failure = this.admit(entries, new Map());
    if (failure) return { ...failure, message: `payload: ${failure.message}` };
    for (const [name, value] of entries) {
      const size = JSON.stringify(value).length;
      if (size <= valueSize) continue;
      return { code: 'resultTooLarge', message: `result too large: payload ${name} has ${size} characters, ${valueSize} are allowed` };
    }
    return undefined;
  }

  private totalSize(): number {
    if (this.total !== null) return this.total;
    let total = 0;
    for (const instance of Object.values(this.exec.state.elements)) total += sizeOf(instance.variables);
    this.total = total;
    return total;
  }

  /** By how much all variables grow when these are written to an instance. */
  private growth(id: number, set: Variables): number {
    const before = this.exec.instance(id)?.variables;
    let more = 0;
    for (const [name, value] of Object.entries(set)) {
      more += jsonSize(value) + name.length;
      if (before && Object.hasOwn(before, name)) more -= jsonSize(before[name] as Json) + name.length;
    }
    return more;
  }

  /** Which instance each of the variables goes to. */
  private targets(from: number, variables: [string, Json][]): Map<number, Variables> {
    const targets = new Map<number, Variables>();
    for (const [name, value] of variables) {
      const id = this.holder(from, name);
      const into = targets.get(id);
      if (into) into[name] = value;
      else targets.set(id, { [name]: value });
    }
    return targets;
  }

  private holder(from: number, name: string): number {
    for (let id = from; ; ) {
      const instance = this.exec.instance(id);
      if (!instance) throw new Error(`element instance ${id} is gone`);
      if (instance.variables && Object.hasOwn(instance.variables, name)) return id;
      if (instance.parent === null || isProcessScope(instance)) return id;
      id = instance.parent;
    }
  }

  /** The instance whose names are seen inside this one too; null at a process that sees only what it was given. */
  private visibleParent(instance: ElementInstance): number | null {
    if (instance.parent === null) return null;
    if (!isProcessScope(instance)) return instance.parent;
    const caller = this.exec.instance(instance.parent);
    const call = caller && (this.exec.elementOf(caller) as CompiledElement<CallActivityConfig> | undefined);
    return call?.config.propagateAll ? instance.parent : null;
  }

  private baseNames(): Names {
    if (this.base) return this.base;
    const { actor } = this.exec.ctx;
    this.base = {
      actor: { id: actor.id, roles: actor.roles, groups: actor.groups, team: actor.team ?? null },
      // Beside FEEL's `now()`, for whoever writes it as a name.
      now: new Date(this.exec.now).toISOString(),
      case: { id: this.exec.state.instanceId, startedAt: new Date(this.exec.state.startedAt).toISOString() },
      ...this.recordNames(),
    };
    return this.base;
  }

  private recordNames(): Names {
    return this.exec.records.names();
  }
}

function checkEach(values: [string, Json][]): Failure | undefined {
  for (const [name, value] of values) {
    const failure = checkTexts(value);
    if (failure) return { ...failure, message: `${name}: ${failure.message}` };
  }
  return undefined;
}

function sizeOf(variables: Variables | undefined): number {
  if (variables === undefined) return 0;
  let size = 0;
  for (const name of Object.keys(variables)) size += name.length + jsonSize(variables[name] as Json);
  return size;
}
