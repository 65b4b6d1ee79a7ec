import type { parser } from 'lezer-feel';
import type { UnaryOperator } from '../values/feel-range.ts';
import { type Operation, parseNumber } from '../values/number.ts';
import type { Ast, AstParameter, CompareOperator, Iterator } from './ast.ts';
import { Logic } from './logic.ts';
import { lowerType } from './lower-type.ts';
import { NotUnderstood } from './not-understood.ts';
import { unquoted } from './text-literal.ts';

export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

const operations: { [text: string]: Operation } = { '+': '+', '-': '-', '*': '*', '/': '/', '**': '**', '^': '**' };
const comparisons = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** Turns lezer-feel's tree into ours, and mends where that parser reads FEEL otherwise than the standard. */
export class Lowering {
  private readonly text: string;
  /** Where `list` was written as `range`. */
  private readonly ranges: ReadonlySet<number>;

  constructor(text: string, ranges: number[]) {
    this.text = text;
    this.ranges = new Set(ranges);
  }

  root(tree: SyntaxNode): Ast {
    if (tree.name === 'UnaryTests') return this.cell(tree);
    const [only, more] = this.parts(tree);
    if (!only || more) throw new NotUnderstood(more?.from ?? tree.to);
    return this.lower(only);
  }

  private cell(tree: SyntaxNode): Ast {
    const parts = this.parts(tree);
    const tests = parts.find(({ name }) => name === 'PositiveUnaryTests');
    if (!tests) return { kind: 'cell', at: 0, tests: [], negated: false };
    return { kind: 'cell', at: 0, tests: this.tests(tests), negated: parts[0]?.name === 'not' };
  }

  private tests(node: SyntaxNode): Ast[] {
    return this.parts(node)
      .filter(({ name }) => name === 'PositiveUnaryTest')
      .map((test) => this.lower(this.only(test)));
  }

  lower(node: SyntaxNode): Ast {
    const at = node.from;
    switch (node.name) {
      case 'NumericLiteral': {
        const value = parseNumber(this.slice(node).replace(/\s+/g, ''));
        return { kind: 'literal', at, value };
      }
      case 'StringLiteral':
        return { kind: 'literal', at, value: unquoted(this.slice(node)) };
      case 'BooleanLiteral':
        return { kind: 'literal', at, value: this.slice(node) === 'true' };
      case 'null':
        return { kind: 'literal', at, value: null };
      case '?':
        return { kind: 'name', at, name: '?' };
      case 'VariableName':
      case 'SpecialFunctionName':
      case 'DateTimeConstructor':
        return { kind: 'name', at, name: this.nameOf(node) };
      case 'DateTimeLiteral':
        return this.dateTime(node);
      case 'AtLiteral':
        return { kind: 'at', at, text: unquoted(this.slice(this.only(node))) };
      case 'ParenthesizedExpression':
      case 'PositiveUnaryTest':
      case 'FunctionBody':
        return this.lower(this.only(node));
      case 'SimplePositiveUnaryTest':
        return this.unary(node);
      case 'Interval':
        return this.interval(node);
      case 'ArithmeticExpression':
        return this.arithmetic(node);
      case 'Disjunction':
      case 'Conjunction':
      case 'Comparison':
        return new Logic(this).lower(node);
      case 'IfExpression': {
        const [condition, yes, no] = this.lowered(node);
        return { kind: 'if', at, condition: this.need(condition, node), yes: this.need(yes, node), no: this.need(no, node) };
      }
      case 'ForExpression':
      case 'QuantifiedExpression':
        return this.loop(node);
      case 'FunctionDefinition':
        return this.functionDefinition(node);
      case 'FunctionInvocation':
        return this.call(node);
      case 'List':
        return { kind: 'list', at, items: this.lowered(node) };
      case 'Context':
        return {
          kind: 'context',
          at,
          entries: this.parts(node).flatMap((entry) => (entry.name === 'ContextEntry' ? [this.entry(entry)] : [])),
        };
      case 'PathExpression':
        return this.path(node);
      case 'FilterExpression': {
        const [target, condition] = this.lowered(node);
        return { kind: 'filter', at, target: this.need(target, node), condition: this.need(condition, node) };
      }
      case 'InstanceOfExpression': {
        const parts = this.parts(node);
        const type = parts.find(({ name }) => name === 'Type');
        if (!parts[0] || !type) throw new NotUnderstood(node.from);
        return { kind: 'instanceOf', at, value: this.lower(parts[0]), type: lowerType(type, this.text, this.ranges) };
      }
      default:
        throw new NotUnderstood(node.from);
    }
  }

  private dateTime(node: SyntaxNode): Ast {
    const [head] = this.parts(node);
    if (head?.name === 'AtLiteral') return this.lower(head);
    return this.call(node);
  }

  private unary(node: SyntaxNode): Ast {
    const [operator, operand] = this.parts(node);
    if (operator?.name !== 'CompareOp') return this.lower(this.only(node));
    if (!operand) throw new NotUnderstood(node.to);
    return { kind: 'unary', at: node.from, operator: this.slice(operator) as UnaryOperator, operand: this.lower(operand) };
  }

  private interval(node: SyntaxNode): Ast {
    const parts = this.children(node);
    const [low, high] = this.lowered(node);
    const [first, last] = [this.slice(parts[0] ?? node)[0], this.slice(parts.at(-1) ?? node).at(-1)];
    return {
      kind: 'interval',
      at: node.from,
      low: this.need(low, node),
      high: this.need(high, node),
      lowIncluded: first === '[',
      highIncluded: last === ']',
    };
  }

  private arithmetic(node: SyntaxNode): Ast {
    const [first, second, third] = this.parts(node);
    if (first && second && third) {
      const operator = operations[this.slice(second)];
      if (operator === undefined) throw new NotUnderstood(second.from);
      return { kind: 'arithmetic', at: second.from, operator, left: this.lower(first), right: this.lower(third) };
    }
    if (!first || !second) throw new NotUnderstood(node.from);
    // A plus before a number is not FEEL's, but it says nothing wrong.
    if (this.slice(first) === '+') return this.lower(second);
    if (this.slice(first) !== '-') throw new NotUnderstood(node.from);
    return { kind: 'negate', at: first.from, operand: this.lower(second) };
  }

  private loop(node: SyntaxNode): Ast {
    const parts = this.parts(node);
    const [keyword] = this.children(node);
    const list = parts.find(({ name }) => name === 'InExpressions');
    const body = parts.at(-1);
    if (!list || !body || body === list) throw new NotUnderstood(node.from);
    const iterators = this.parts(list).flatMap((each) => (each.name === 'InExpression' ? [this.iterator(each)] : []));
    const kind = node.name === 'ForExpression' ? 'for' : keyword?.name === 'every' ? 'every' : 'some';
    return { kind, at: node.from, iterators, body: this.lower(body) };
  }

  private iterator(node: SyntaxNode): Iterator {
    const parts = this.parts(node);
    const name = parts.find((part) => part.name === 'Name');
    const source = parts.find((part) => part.name === 'IterationContext');
    if (!name || !source) throw new NotUnderstood(node.from);
    const [from, to] = this.lowered(source);
    if (!from) throw new NotUnderstood(source.from);
    return { name: this.nameOf(name), at: source.from, source: to ? { kind: 'steps', at: source.from, from, to } : from };
  }

  private functionDefinition(node: SyntaxNode): Ast {
    const parts = this.parts(node);
    const parameters: AstParameter[] = [];
    for (const list of parts.filter(({ name }) => name === 'FormalParameters')) {
      for (const parameter of this.parts(list)) {
        if (parameter.name !== 'FormalParameter') continue;
        const [name, type] = this.parts(parameter);
        if (name) parameters.push({ name: this.nameOf(name), ...(type ? { type: lowerType(type, this.text, this.ranges) } : {}) });
      }
    }
    const body = parts.find(({ name }) => name === 'FunctionBody');
    if (!body) throw new NotUnderstood(node.to);
    const external = this.children(node).some(({ name }) => name === 'external');
    return { kind: 'function', at: node.from, parameters, body: this.lower(body), external };
  }

  private call(node: SyntaxNode): Ast {
    const [target, list] = this.parts(node);
    if (!target) throw new NotUnderstood(node.from);
    const callee = this.lower(target);
    if (list?.name === 'NamedParameters') {
      const named = this.parts(list).flatMap((each) => (each.name === 'NamedParameter' ? [this.entry(each)] : []));
      return { kind: 'callByName', at: node.from, target: callee, arguments: named };
    }
    return { kind: 'call', at: node.from, target: callee, arguments: list ? this.lowered(list) : [] };
  }

  private entry(node: SyntaxNode): { name: string; value: Ast } {
    const [key, value] = this.parts(node);
    if (!key || !value) throw new NotUnderstood(node.from);
    const [inner] = this.parts(key);
    const name = inner?.name === 'StringLiteral' ? unquoted(this.slice(inner)) : this.nameOf(key);
    return { name, value: this.lower(value) };
  }

  private path(node: SyntaxNode): Ast {
    const parts = this.parts(node);
    const [target, name] = [parts[0], parts.at(-1)];
    if (!target || !name || target === name) throw new NotUnderstood(node.from);
    return { kind: 'path', at: name.from, target: this.lower(target), name: this.nameOf(name) };
  }

  /** The expressions among a node's parts, lowered. */
  lowered(node: SyntaxNode): Ast[] {
    return this.parts(node).map((part) => this.lower(part));
  }

  private need(ast: Ast | undefined, node: SyntaxNode): Ast {
    if (!ast) throw new NotUnderstood(node.to);
    return ast;
  }

  private only(node: SyntaxNode): SyntaxNode {
    const [first] = this.parts(node);
    if (!first) throw new NotUnderstood(node.to);
    return first;
  }

  children(node: SyntaxNode): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name !== 'LineComment' && child.name !== 'BlockComment') found.push(child);
    }
    return found;
  }

  /** Children that say something: no brackets, commas, keywords. Operators are kept. */
  parts(node: SyntaxNode): SyntaxNode[] {
    return this.children(node).filter(({ name }) => /^[A-Z?]/.test(name) || name === 'null' || name === 'not');
  }

  isComparison(node: SyntaxNode): CompareOperator | null {
    const text = this.slice(node);
    return comparisons.has(text) ? (text as CompareOperator) : null;
  }

  /** A name with single spaces between its parts. */
  nameOf(node: SyntaxNode): string {
    return this.slice(node).replaceAll('`', '').replace(/\s+/g, ' ').trim();
  }

  slice(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }
}
