import type { Form, FormField, Variables } from '../contract/index.ts';
import type { ExpressionEnv, Scope } from '../expression/types.ts';

/** Fields shown for this outcome and these values, in order. A `visibleWhen` that cannot be evaluated shows its field. */
export function visibleFields(_form: Form, _values: Variables, _options: { outcome?: string; scope: Scope; env: ExpressionEnv }): FormField[] {
  throw new Error('in work');
}
