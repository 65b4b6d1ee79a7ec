import { cut } from '../../text/cut.ts';
import { builtInNames } from '../builtins/index.ts';
import { resolveType } from '../code/resolve-type.ts';
import { type Ast, type CompareOperator, startOf } from '../syntax/ast.ts';
import { kindOf } from '../values/kind.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { checkArguments } from './arguments.ts';
import { baseOf } from './coerce.ts';
import { any, type FeelType, typeText } from './feel-type.ts';
import { arithmeticType, comparable } from './operators.ts';
import { propertiesOf } from './properties.ts';
import { type ExpressionFinding, type ExpressionRule, lookUp, nearest, type TypedScope, type TypeEnv, typeEnv } from './type-scope.ts';

const boolean: FeelType = { kind: 'boolean' };

const negatable = new Set<FeelType['kind']>(['number', 'days and time duration', 'years and months duration', 'any', 'null']);

/** Finds the type of an expression, and what in it cannot come to anything. What it cannot know it takes for right. */
export class Inference {
  readonly findings: ExpressionFinding[] = [];
  private readonly scope: TypedScope;
  private readonly types: Map<string, FeelType>;

  constructor(scope: TypedScope) {
    this.scope = scope;
    this.types = new Map(scope.types);
  }

  put(rule: ExpressionRule, offset: number, params: { [name: string]: string }, message: string): FeelType {
    if (this.findings.length < 20) this.findings.push({ rule, offset, params, message });
    return any;
  }

  infer(node: Ast, env: TypeEnv): FeelType {
    switch (node.kind) {
      case 'literal': {
        const kind = kindOf(node.value);
        return { kind } as FeelType;
      }
      case 'at': {
        const value = parseTemporal(node.text);
        if (value !== null) return { kind: kindOf(value) } as FeelType;
        return this.put(
          'expression/no-time',
          node.at,
          { value: node.text },
          `“${node.text}” is no date, time or duration. Write it as @"2026-12-31", @"08:30:00" or @"PT4H".`,
        );
      }
      case 'name':
        return this.name(node.name, node.at, env);
      case 'negate': {
        const type = this.infer(node.operand, env);
        return negatable.has(baseOf(type).kind) ? type : this.operands('-', { kind: 'null' }, type, node.at);
      }
      case 'arithmetic': {
        const [left, right] = [this.infer(node.left, env), this.infer(node.right, env)];
        const type = arithmeticType(node.operator, left, right);
        return type ?? this.operands(node.operator, left, right, node.at);
      }
      case 'compare':
        return this.comparison(node.operator, this.infer(node.left, env), this.infer(node.right, env), node.at);
      case 'between': {
        const value = this.infer(node.value, env);
        this.comparison('>=', value, this.infer(node.low, env), node.at);
        return this.comparison('<=', value, this.infer(node.high, env), node.at);
      }
      case 'in': {
        const value = this.infer(node.value, env);
        for (const test of node.tests) this.test(value, test, typeEnv([['?', value]], env));
        return boolean;
      }
      case 'and':
      case 'or':
        this.condition(node.left, env);
        this.condition(node.right, env);
        return boolean;
      case 'if':
        this.condition(node.condition, env);
        return common(this.infer(node.yes, env), this.infer(node.no, env));
      case 'for':
      case 'some':
      case 'every':
        return this.loop(node, env);
      case 'steps':
        return { kind: 'list', of: common(this.infer(node.from, env), this.infer(node.to, env)) };
      case 'function': {
        const parameters = node.parameters.map(({ name, type }): [string, FeelType] => [
          name,
          type === undefined ? any : this.typeOf(type, node.at),
        ]);
        const result = this.infer(node.body, typeEnv(parameters, env));
        return { kind: 'function', parameters: parameters.map(([, type]) => type), result };
      }
      case 'list': {
        const items = node.items.map((item) => this.infer(item, env));
        return { kind: 'list', of: items.length === 0 ? any : items.reduce(common) };
      }
      case 'context': {
        const entries: [string, FeelType][] = [];
        let within = env;
        for (const { name, value } of node.entries) {
          const type = this.infer(value, within);
          entries.push([name, type]);
          within = typeEnv([[name, type]], within);
        }
        return { kind: 'context', entries };
      }
      case 'path':
        return this.path(this.infer(node.target, env), node.name, node.at, node.target.kind === 'name' ? `${node.target.name}.` : '');
      case 'filter':
        return this.filter(node, env);
      case 'call':
      case 'callByName':
        return this.call(node, env);
      case 'instanceOf':
        this.infer(node.value, env);
        this.typeOf(node.type, node.at);
        return boolean;
      case 'interval':
        return { kind: 'range', of: common(this.infer(node.low, env), this.infer(node.high, env)) };
      case 'unary':
        return { kind: 'range', of: this.infer(node.operand, env) };
      case 'cell': {
        const input = lookUp(env, '?');
        for (const test of node.tests) this.test(input === undefined || input === 'soft' ? any : input, test, env);
        return boolean;
      }
    }
  }

  private name(name: string, at: number, env: TypeEnv): FeelType {
    const found = lookUp(env, name);
    if (found === 'soft') return any;
    if (found) return found;
    if (builtInNames.has(name) || this.scope.open) return any;
    const like = nearest(name, this.known(env));
    const hint = like === undefined ? 'Choose one of the names offered, or give it a value before.' : `Did you mean “${like}”?`;
    return this.put('expression/unknown-name', at, { name, like: like ?? '' }, `There is no “${name}” here. ${hint}`);
  }

  private *known(env: TypeEnv): Iterable<string> {
    for (let at: TypeEnv | null = env; at; at = at.up) yield* at.names.keys();
  }

  private typeOf(type: Parameters<typeof resolveType>[0], at: number): FeelType {
    const resolved = resolveType(type, { typeNamed: (name) => this.types.get(name) });
    if (typeof resolved !== 'string') return resolved;
    return this.put(
      'expression/unknown-type',
      at,
      { type: resolved },
      `There is no type “${resolved}”. Types are number, string, boolean, date, time, date and time, and those the file defines.`,
    );
  }

  operands(operator: string, left: FeelType, right: FeelType, at: number): FeelType {
    const [a, b] = [typeText(left), typeText(right)];
    return this.put(
      'expression/operands',
      at,
      { operator, left: a, right: b },
      `“${operator}” of ${a} and ${b} is always null. Convert one of the two, or choose another.`,
    );
  }

  private comparison(operator: CompareOperator, left: FeelType, right: FeelType, at: number): FeelType {
    if (!comparable(operator, left, right)) this.operands(operator, left, right, at);
    return boolean;
  }

  /** A test of a value: a range, a list, another value, or a condition that asks for `?`. */
  private test(value: FeelType, test: Ast, env: TypeEnv): void {
    const type = baseOf(this.infer(test, env));
    if (type.kind === 'boolean' || type.kind === 'any') return;
    if (type.kind === 'range') {
      const order = test.kind === 'unary' && (test.operator === '=' || test.operator === '!=') ? '=' : '<';
      if (!comparable(order, value, type.of)) this.operands('in', value, type, test.at);
    } else if (type.kind === 'list') {
      if (!comparable('=', value, type.of) && !comparable('=', value, type) && baseOf(type.of).kind !== 'range')
        this.operands('in', value, type, test.at);
    } else if (!comparable('=', value, type)) this.operands('=', value, type, test.at);
  }

  private condition(node: Ast, env: TypeEnv): void {
    const type = this.infer(node, env);
    const { kind } = baseOf(type);
    if (kind === 'boolean' || kind === 'any' || kind === 'null') return;
    this.put(
      'expression/condition',
      startOf(node),
      { type: typeText(type) },
      `A condition is true or false; this is ${typeText(type)}. Compare it with something.`,
    );
  }

  private loop(node: Extract<Ast, { kind: 'for' | 'some' | 'every' }>, env: TypeEnv): FeelType {
    let within = env;
    for (const { name, source } of node.iterators) within = typeEnv([[name, elementOf(this.infer(source, within))]], within);
    if (node.kind !== 'for') {
      this.condition(node.body, within);
      return boolean;
    }
    return { kind: 'list', of: this.infer(node.body, typeEnv([['partial', { kind: 'list', of: any }]], within)) };
  }

  private path(target: FeelType, name: string, at: number, before: string): FeelType {
    const type = baseOf(target);
    if (type.kind === 'list') return { kind: 'list', of: this.path(type.of, name, at, before) };
    const entries = type.kind === 'context' && !type.open ? type.entries : type.kind === 'context' ? undefined : propertiesOf(type);
    const own = type.kind === 'context' ? type.entries.find(([key]) => key === name)?.[1] : undefined;
    if (own) return own;
    if (entries === undefined) return any;
    const found = lookUp(typeEnv(entries, null), name);
    if (found && found !== 'soft') return found;
    const names = entries.map(([key]) => key);
    const like = nearest(name, names);
    const hint =
      like !== undefined
        ? `Did you mean “${like}”?`
        : names.length === 0
          ? 'It has no entries.'
          : `It has ${names.slice(0, 8).join(', ')}.`;
    const what = before === '' ? cut(typeText(type), 60) : before.slice(0, -1);
    return this.put(
      'expression/unknown-entry',
      at,
      { name, path: before + name, type: what, like: like ?? '' },
      `${what} has no “${name}”. ${hint}`,
    );
  }

  private filter(node: Extract<Ast, { kind: 'filter' }>, env: TypeEnv): FeelType {
    const target = this.infer(node.target, env);
    const element = elementOf(target);
    const base = baseOf(element);
    const entries = base.kind === 'context' ? base.entries : [];
    const soft = base.kind === 'any' || (base.kind === 'context' && base.open === true);
    const condition = this.infer(node.condition, typeEnv([['item', element], ...entries], env, soft));
    return baseOf(condition).kind === 'number' ? element : { kind: 'list', of: element };
  }

  private call(node: Extract<Ast, { kind: 'call' | 'callByName' }>, env: TypeEnv): FeelType {
    const args =
      node.kind === 'call'
        ? node.arguments.map((each) => this.infer(each, env))
        : new Map(node.arguments.map(({ name, value }) => [name, this.infer(value, env)]));
    const { target } = node;
    if (target.kind !== 'name') {
      const type = this.infer(target, env);
      return type.kind === 'function' ? type.result : any;
    }
    const own = lookUp(env, target.name);
    if (own && own !== 'soft' && (own.kind === 'function' || own.kind === 'any')) return own.kind === 'function' ? own.result : any;
    if (builtInNames.has(target.name)) return checkArguments(this, target.name, args, target.at);
    if (this.scope.open || own === 'soft') return any;
    const like = nearest(target.name, builtInNames);
    const hint = like === undefined ? 'Functions are those of FEEL and of the decision model.' : `Did you mean “${like}”?`;
    return this.put(
      'expression/unknown-function',
      target.at,
      { name: target.name, like: like ?? '' },
      `There is no function “${target.name}”. ${hint}`,
    );
  }
}

/** What a loop or filter takes from a value: elements of a list, points of a range, or the value itself. */
function elementOf(type: FeelType): FeelType {
  const base = baseOf(type);
  return base.kind === 'list' || base.kind === 'range' ? base.of : type;
}

/** The type of what is one or the other. */
export function common(a: FeelType, b: FeelType): FeelType {
  const [left, right] = [baseOf(a), baseOf(b)];
  if (left.kind === 'null') return b;
  if (right.kind === 'null') return a;
  if (left.kind !== right.kind) return any;
  if ((left.kind === 'list' && right.kind === 'list') || (left.kind === 'range' && right.kind === 'range'))
    return { kind: left.kind, of: common(left.of, right.of) };
  if (left.kind === 'context' && right.kind === 'context') {
    const other = new Map(right.entries);
    const shared = left.entries.flatMap(([name, type]): [string, FeelType][] => {
      const twin = other.get(name);
      return twin ? [[name, common(type, twin)]] : [];
    });
    const open = left.open || right.open || shared.length < Math.max(left.entries.length, right.entries.length);
    return { kind: 'context', entries: shared, ...(open ? { open } : {}) };
  }
  return left.kind === 'function' ? any : left;
}
