export type ExpressionCheck = { ok: true; names: string[] } | { ok: false; message: string; offset: number };

/** Is it FEEL, and which names does it take from its scope (`lead` of `lead.phone`)? Never throws. */
export function checkExpression(_text: string): ExpressionCheck {
  throw new Error('in work');
}
