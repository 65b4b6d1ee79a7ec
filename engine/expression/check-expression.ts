import { type ParseContext, parse } from './parse.ts';
import { translate } from './translate.ts';

export type ExpressionCheck = { ok: true; names: string[] } | { ok: false; message: string; offset: number };

/** What the scope will have, where the check has to know: functions to call, names that FEEL would read as something else. */
export interface KnownNames {
  functions?: ReadonlySet<string>;
  names?: ParseContext;
}

/** Is it FEEL, and which names does it take from its scope (`lead` of `lead.phone`)? Never throws. */
export function checkExpression(text: string, known: KnownNames = {}): ExpressionCheck {
  return check(text, 'expression', known);
}

/** The same for a cell of a decision table. */
export function checkUnaryTest(text: string, known: KnownNames = {}): ExpressionCheck {
  if (text.trim() === '' || text.trim() === '-') return { ok: true, names: [] };
  return check(text, 'unaryTests', known);
}

function check(text: string, kind: 'expression' | 'unaryTests', known: KnownNames): ExpressionCheck {
  const parsed = parse(text, kind, known.names);
  if (!parsed.ok) return { ok: false, message: parsed.message, offset: parsed.offset };
  const { names, unknownCalls } = translate(parsed.root, parsed.text);
  const unknown = unknownCalls.find(({ name }) => !known.functions?.has(name));
  if (unknown) return { ok: false, message: `There is no function "${unknown.name}".`, offset: unknown.offset };
  return { ok: true, names: [...names.keys()] };
}
