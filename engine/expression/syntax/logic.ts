import type { Ast } from './ast.ts';
import type { Lowering, SyntaxNode } from './lower.ts';
import { NotUnderstood } from './not-understood.ts';

type Token = Ast | { operator: 'and' | 'or'; at: number };

/**
 * `and`, `or` and comparisons. lezer-feel lets a test after `in` swallow what follows it: it reads `x in [1..2] or y` as
 * `x in ([1..2] or y)`, and `3 in > 5 or true` as `3 in > (5 or true)`. So the chain is laid out flat, the first link of what a test
 * swallowed becomes the test, and the chain is bound again by precedence.
 */
export class Logic {
  private readonly lowering: Lowering;

  constructor(lowering: Lowering) {
    this.lowering = lowering;
  }

  lower(node: SyntaxNode): Ast {
    return bound(this.flat(node));
  }

  private flat(node: SyntaxNode): Token[] {
    if (node.name === 'Disjunction' || node.name === 'Conjunction') {
      const [left, right] = this.lowering.parts(node);
      if (!left || !right) throw new NotUnderstood(node.to);
      const operator = node.name === 'Disjunction' ? 'or' : 'and';
      return [...this.flat(left), { operator, at: node.from }, ...this.flat(right)];
    }
    return node.name === 'Comparison' ? this.comparison(node) : [this.lowering.lower(node)];
  }

  private comparison(node: SyntaxNode): Token[] {
    const { lowering } = this;
    const children = lowering.children(node);
    const keyword = children.find(({ name }) => name === 'in' || name === 'between');
    const at = node.from;
    if (keyword?.name === 'between') {
      const [value, low, high] = lowering.lowered(node);
      if (!value || !low || !high) throw new NotUnderstood(node.to);
      return [{ kind: 'between', at, value, low, high }];
    }
    const [left, second, third] = lowering.parts(node);
    if (!left || !second) throw new NotUnderstood(node.to);
    if (keyword) {
      const value = lowering.lower(left);
      if (second.name === 'PositiveUnaryTests') return [{ kind: 'in', at, value, tests: lowering.lowered(second) }];
      const [test, ...rest] = this.swallowed(second);
      if (!test || ('operator' in test && !('kind' in test))) throw new NotUnderstood(second.from);
      return [{ kind: 'in', at, value, tests: [test as Ast] }, ...rest];
    }
    const operator = lowering.isComparison(second);
    if (operator === null || !third) throw new NotUnderstood(second.from);
    return [{ kind: 'compare', at: second.from, operator, left: lowering.lower(left), right: lowering.lower(third) }];
  }

  private swallowed(test: SyntaxNode): Token[] {
    const { lowering } = this;
    const [inner] = lowering.parts(test);
    if (!inner) throw new NotUnderstood(test.to);
    if (inner.name !== 'SimplePositiveUnaryTest') return this.flat(inner);
    const [operator, operand] = lowering.parts(inner);
    const comparison = operator?.name === 'CompareOp' ? lowering.isComparison(operator) : null;
    if (comparison === null || !operand) return [lowering.lower(inner)];
    const [first, ...rest] = this.flat(operand);
    return [{ kind: 'unary', at: inner.from, operator: comparison, operand: first as Ast }, ...rest];
  }
}

function isOperator(token: Token | undefined): token is { operator: 'and' | 'or'; at: number } {
  return token !== undefined && !('kind' in token);
}

/** `and` binds before `or`; both from the left. */
function bound(tokens: Token[]): Ast {
  const alternatives: Ast[] = [];
  let current: Ast | null = null;
  let pending: 'and' | 'or' | null = null;
  for (const token of tokens) {
    if (isOperator(token)) {
      pending = token.operator;
      continue;
    }
    if (current === null) current = token;
    else if (pending === 'and') current = { kind: 'and', at: current.at, left: current, right: token };
    else {
      alternatives.push(current);
      current = token;
    }
  }
  if (current === null) throw new NotUnderstood(0);
  return [...alternatives, current].reduce((left, right) => ({ kind: 'or', at: left.at, left, right }));
}
