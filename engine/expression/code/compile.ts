import type { Ast } from '../syntax/ast.ts';
import { isOfType } from '../types/conforms.ts';
import { FeelRange } from '../values/feel-range.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { callCode, namedCallCode } from './calls.ts';
import type { Code, CompileOptions } from './code.ts';
import { contextCode, functionCodeOf, listCode } from './constructors.ts';
import { filterCode, pathCode } from './filter.ts';
import { forCode, quantifiedCode, stepsCode } from './loops.ts';
import { addCode, arithmeticCode, betweenCode, compareCode, logicCode, negateCode } from './operators.ts';
import { resolveType } from './resolve-type.ts';
import { nameCode, type StaticScope } from './scope.ts';
import { cellCode, inCode, unaryCode } from './tests.ts';

/** An expression as a function, with what is bound around it. */
export function compileAst(node: Ast, scope: StaticScope, options: CompileOptions): Code {
  const inner = (child: Ast, within = scope) => compileAst(child, within, options);
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'at': {
      const value = parseTemporal(node.text);
      const { text, at } = node;
      return value === null ? (run) => run.warn(`"${text}" is no date, time or duration.`, at) : () => value;
    }
    case 'name':
      return nameCode(node.name, scope, node.at);
    case 'negate':
      return negateCode(inner(node.operand), node.at);
    case 'arithmetic':
      return node.operator === '+'
        ? addCode(inner(node.left), inner(node.right), node.at)
        : arithmeticCode(node.operator, inner(node.left), inner(node.right), node.at);
    case 'compare':
      return compareCode(node.operator, inner(node.left), inner(node.right), node.at);
    case 'between':
      return betweenCode(inner(node.value), inner(node.low), inner(node.high), node.at);
    case 'and':
    case 'or':
      return logicCode(node.kind, inner(node.left), inner(node.right));
    case 'in':
      return inCode(node, scope, inner);
    case 'unary':
      return unaryCode(node.operator, inner(node.operand));
    case 'cell':
      return cellCode(node, scope, inner);
    case 'if': {
      const [condition, yes, no] = [inner(node.condition), inner(node.yes), inner(node.no)];
      return (run, env) => (condition(run, env) === true ? yes(run, env) : no(run, env));
    }
    case 'for':
      return forCode(node, scope, inner);
    case 'some':
    case 'every':
      return quantifiedCode(node, scope, inner);
    case 'steps':
      return stepsCode(inner(node.from), inner(node.to), node.at);
    case 'function':
      return functionCodeOf(node, scope, inner, options);
    case 'list':
      return listCode(node.items.map((item) => inner(item)));
    case 'context':
      return contextCode(node, scope, inner);
    case 'path':
      return pathCode(inner(node.target), node.name, node.at);
    case 'filter':
      return filterCode(node, inner(node.target), scope, inner);
    case 'call':
      return callCode(node, scope, inner);
    case 'callByName':
      return namedCallCode(node, scope, inner);
    case 'interval': {
      const [low, high] = [inner(node.low), inner(node.high)];
      const { lowIncluded, highIncluded } = node;
      return (run, env) => new FeelRange(low(run, env) ?? null, high(run, env) ?? null, lowIncluded, highIncluded);
    }
    case 'instanceOf':
      return instanceOfCode(node, inner(node.value), options);
  }
}

/** Allowed values are no part of what a value is an instance of. */
const everyValue = () => true;

function instanceOfCode(node: Extract<Ast, { kind: 'instanceOf' }>, value: Code, options: CompileOptions): Code {
  const type = resolveType(node.type, options);
  if (typeof type === 'string') return (run) => run.warn(`There is no type "${type}".`, node.at);
  return (run, env) => {
    const found = value(run, env);
    if (found === null || found === undefined) return type.kind === 'null';
    return isOfType(found, type, everyValue, run);
  };
}

export type Inner = (child: Ast, within?: StaticScope) => Code;
