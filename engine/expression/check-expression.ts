import { parse } from './parse.ts';
import { translate } from './translate.ts';

export type ExpressionCheck = { ok: true; names: string[] } | { ok: false; message: string; offset: number };

/** Is it FEEL, and which names does it take from its scope (`lead` of `lead.phone`)? Never throws. */
export function checkExpression(text: string): ExpressionCheck {
  return check(text, 'expression');
}

/** The same for a cell of a decision table. */
export function checkUnaryTest(text: string): ExpressionCheck {
  if (text.trim() === '' || text.trim() === '-') return { ok: true, names: [] };
  return check(text, 'unaryTests');
}

function check(text: string, kind: 'expression' | 'unaryTests'): ExpressionCheck {
  const parsed = parse(text, kind);
  if (!parsed.ok) return { ok: false, message: parsed.message, offset: parsed.offset };
  const { names, unknownCalls } = translate(parsed.root, parsed.text);
  const unknown = unknownCalls[0];
  if (unknown) return { ok: false, message: `There is no function "${unknown.name}".`, offset: unknown.offset };
  return { ok: true, names: [...names.keys()] };
}
