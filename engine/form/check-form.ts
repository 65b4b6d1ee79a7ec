import type { FieldProblem, Form, Variables } from '../contract/index.ts';
import type { ExpressionEnv, Scope } from '../expression/types.ts';

export interface CheckFormOptions {
  outcome?: string;
  /** What `visibleWhen` may read besides the form's own values, which come over it. */
  scope: Scope;
  env: ExpressionEnv;
  /** False while a draft is saved: required fields may be empty. */
  requireAll: boolean;
}

/** The one check of a form's values, the same in browser and server. Empty = fine. */
export function checkForm(_form: Form, _values: Variables, _options: CheckFormOptions): FieldProblem[] {
  throw new Error('in work');
}
