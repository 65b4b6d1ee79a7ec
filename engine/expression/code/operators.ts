import type { Run } from '../run/run.ts';
import type { CompareOperator } from '../syntax/ast.ts';
import { compare, equal } from '../values/compare.ts';
import { isDuration, scaledDuration } from '../values/feel-duration.ts';
import { kindName } from '../values/kind.ts';
import { calculate, type FeelNumber, isNumber, negated, type Operation } from '../values/number.ts';
import { addTemporal, opposite, ratio, subtractTemporal } from '../values/temporal-arithmetic.ts';
import type { Code } from './code.ts';

const verbs: Record<Operation, string> = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide', '**': 'exponentiate' };
const results: Record<Operation, string> = { '+': 'sum', '-': 'difference', '*': 'product', '/': 'quotient', '**': 'power' };

export function addCode(left: Code, right: Code, at: number): Code {
  return (run, env) => {
    const a = left(run, env);
    const b = right(run, env);
    if (typeof a === 'number' && typeof b === 'number') return ofNumbers(run, '+', a, b, at);
    if (typeof a === 'string' && typeof b === 'string') {
      run.chargeText(a.length + b.length);
      return a + b;
    }
    return arithmetic(run, '+', a, b, at);
  };
}

export function arithmeticCode(operation: Operation, left: Code, right: Code, at: number): Code {
  return (run, env) => arithmetic(run, operation, left(run, env), right(run, env), at);
}

function arithmetic(run: Run, operation: Operation, a: unknown, b: unknown, at: number): unknown {
  if (isNumber(a) && isNumber(b)) return ofNumbers(run, operation, a, b, at);
  const result = a === null || b === null ? null : ofTemporals(operation, a, b);
  if (result !== null) return result;
  if (operation === '/' && b === 0) return run.warn('Division by zero.', at);
  return run.warn(`Cannot ${verbs[operation]} ${kindName(a)} and ${kindName(b)}.`, at);
}

function ofNumbers(run: Run, operation: Operation, a: FeelNumber, b: FeelNumber, at: number): FeelNumber | null {
  // A power is a series of 34 digits, where the exponent is no small whole number.
  if (operation === '**') run.charge(typeof b === 'number' && Number.isInteger(b) ? 12 : 100);
  const result = calculate(operation, a, b);
  if (result !== null) return result;
  const zero = operation === '/' && (typeof b === 'number' ? b === 0 : b.isZero());
  return run.warn(zero ? 'Division by zero.' : `The ${results[operation]} is no number, or too large.`, at);
}

function ofTemporals(operation: Operation, a: unknown, b: unknown): unknown {
  switch (operation) {
    case '+':
      return addTemporal(a, b);
    case '-':
      return subtractTemporal(a, b);
    case '*':
      if (isDuration(a) && isNumber(b)) return scaledDuration(a, b);
      return isNumber(a) && isDuration(b) ? scaledDuration(b, a) : null;
    case '/':
      if (!isDuration(a)) return null;
      if (isNumber(b)) return b === 0 ? null : scaledDuration(a, b, true);
      return isDuration(b) ? ratio(a, b) : null;
    default:
      return null;
  }
}

export function negateCode(operand: Code, at: number): Code {
  return (run, env) => {
    const value = operand(run, env);
    if (isNumber(value)) return negated(value);
    if (isDuration(value)) return opposite(value);
    return run.warn(`Cannot negate ${kindName(value)}.`, at);
  };
}

const orders: Record<'<' | '<=' | '>' | '>=', (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

export function compareCode(operator: CompareOperator, left: Code, right: Code, at: number): Code {
  if (operator === '=' || operator === '!=') {
    const wanted = operator === '=';
    return (run, env) => {
      const a = left(run, env);
      const b = right(run, env);
      if (typeof a === 'string') run.charge(a.length >> 9);
      const is = equal(a, b, run);
      return is === null ? incomparable(run, a, b, at) : is === wanted;
    };
  }
  const holds = orders[operator];
  return (run, env) => {
    const a = left(run, env);
    const b = right(run, env);
    if (typeof a === 'string') run.charge(a.length >> 9);
    const order = compare(a, b);
    return order === null ? incomparable(run, a, b, at) : holds(order);
  };
}

function incomparable(run: Run, a: unknown, b: unknown, at: number): null {
  return run.warn(`Cannot compare ${kindName(a)} and ${kindName(b)}.`, at);
}

export function betweenCode(value: Code, low: Code, high: Code, at: number): Code {
  return (run, env) => {
    const v = value(run, env);
    const [from, to] = [low(run, env), high(run, env)];
    const [below, above] = [compare(v, from), compare(v, to)];
    if (below === null || above === null) return incomparable(run, v, below === null ? from : to, at);
    return below >= 0 && above <= 0;
  };
}

/** Three values: true, false, and null for whatever is neither (DMN 1.5, table 49). */
export function logicCode(kind: 'and' | 'or', left: Code, right: Code): Code {
  const deciding = kind === 'or';
  return (run, env) => {
    const a = left(run, env);
    if (a === deciding) return deciding;
    const b = right(run, env);
    if (b === deciding) return deciding;
    return a === !deciding && b === !deciding ? !deciding : null;
  };
}
