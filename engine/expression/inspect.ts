import { cut } from '../text/cut.ts';
import { parse, type Root } from './syntax/parse.ts';
import { any, type FeelType } from './types/feel-type.ts';
import { Inference } from './types/infer.ts';
import { namesHints } from './types/type-hints.ts';
import { type ExpressionFinding, type TypedScope, typeEnv } from './types/type-scope.ts';

export interface Inspection {
  /** Of the result; Any where it cannot be told. */
  type: FeelType;
  findings: ExpressionFinding[];
}

/**
 * What can be said of an expression before it runs: its type, unknown names and entries, operands and arguments that give nothing. What is
 * not known is taken for right. Never throws; linear in the text but for the parser.
 */
export function inspectExpression(text: string, scope: TypedScope): Inspection {
  return inspect(text, 'Expression', scope, any);
}

/** The same for a cell of a decision table whose input is of this type. */
export function inspectUnaryTest(text: string, input: FeelType, scope: TypedScope): Inspection {
  if (/^\s*-?\s*$/.test(text)) return { type: { kind: 'boolean' }, findings: [] };
  return inspect(text, 'UnaryTests', scope, input);
}

function inspect(text: string, root: Root, scope: TypedScope, input: FeelType): Inspection {
  const parsed = parse(text, root, namesHints(scope.names));
  if (!parsed.ok) {
    const { message, offset } = parsed;
    return {
      type: any,
      findings: [
        {
          rule: 'expression/not-understood',
          offset,
          params: { expression: cut(text, 60), reason: message },
          message: `${message} Mend it at character ${offset + 1}.`,
        },
      ],
    };
  }
  const inference = new Inference(scope);
  const outer = typeEnv(scope.names, null);
  const type = inference.infer(parsed.ast, root === 'UnaryTests' ? typeEnv([['?', input]], outer) : outer);
  const findings = inference.findings.sort((a, b) => a.offset - b.offset);
  return { type, findings: findings.map((each) => ({ ...each, params: { expression: cut(text, 60), ...each.params } })) };
}
