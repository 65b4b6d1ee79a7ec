import type { Form, FormField, Variables } from '../contract/index.ts';
import { evaluate } from '../expression/evaluate.ts';
import type { ExpressionEnv, Scope } from '../expression/types.ts';
import { formScope } from './form-scope.ts';

export interface VisibilityOptions {
  /** Absent: no outcome is chosen yet, and only fields for all outcomes are shown. */
  outcome?: string;
  scope: Scope;
  env: ExpressionEnv;
}

/** Fields shown for this outcome and these values, in order. A `visibleWhen` that cannot be evaluated shows its field. */
export function visibleFields(form: Form, values: Variables, options: VisibilityOptions): FormField[] {
  let scope: Scope | undefined;
  return form.fields.filter((field) => {
    if (field.outcomes !== undefined && field.outcomes.length > 0) {
      if (options.outcome === undefined || !field.outcomes.includes(options.outcome)) return false;
    }
    if (field.visibleWhen === undefined) return true;
    scope ??= formScope(form, values, options.scope);
    const shown = evaluate(field.visibleWhen, scope, options.env);
    return !shown.ok || shown.value === true;
  });
}
