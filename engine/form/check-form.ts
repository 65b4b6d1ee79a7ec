import type { FieldProblem, Form, FormField, Json, Variables } from '../contract/index.ts';
import { contentFault, instantOf, isEmptyValue, shapeFault } from './field-values.ts';
import { type VisibilityOptions, visibleFields } from './visible-fields.ts';

export interface CheckFormOptions extends VisibilityOptions {
  /** False: empty fields are fine, as in a change of some fields of a record. */
  requireAll: boolean;
  /** A draft may be half written: only unknown keys, wrong types and too long texts are problems, and nothing is required. */
  draft?: boolean;
}

/**
 * The one check of a form's values, the same in browser and server. Empty = fine.
 * A field that is not shown is never required; what it holds must be right all the same.
 */
export function checkForm(form: Form, values: Variables, options: CheckFormOptions): FieldProblem[] {
  const problems = unknownKeys(form, values);
  const shown = new Set(visibleFields(form, values, options));
  for (const field of form.fields) {
    const value = Object.hasOwn(values, field.key) ? values[field.key] : undefined;
    const problem = checkField(field, value, shown.has(field), options) ?? orderProblem(form, field, values, options);
    if (problem) problems.push(problem);
  }
  return problems;
}

function unknownKeys(form: Form, values: Variables): FieldProblem[] {
  const known = new Set(form.fields.map((field) => field.key));
  return Object.keys(values)
    .filter((key) => !known.has(key))
    .map((key) => ({ path: key, code: 'unknown', message: `The form has no field "${key.slice(0, 100)}".` }));
}

function checkField(field: FormField, value: Json | undefined, shown: boolean, options: CheckFormOptions): FieldProblem | null {
  if (isEmptyValue(value, field.type)) {
    const required = field.required === true && options.requireAll && !options.draft && shown;
    return required ? problemOf(field, { code: 'required', message: 'must be filled in' }) : null;
  }
  const fault = shapeFault(field, value as Json) ?? (options.draft ? null : contentFault(field, value as Json, options.env));
  return fault ? problemOf(field, fault) : null;
}

/** `notBefore` names the field whose date comes first. */
function orderProblem(form: Form, field: FormField, values: Variables, { env, draft }: CheckFormOptions): FieldProblem | null {
  if (field.notBefore === undefined || draft) return null;
  const earlier = values[field.notBefore];
  const own = values[field.key];
  if (typeof earlier !== 'string' || typeof own !== 'string') return null;
  const [first, second] = [instantOf(earlier, env), instantOf(own, env)];
  if (first === null || second === null || second >= first) return null;
  const other = form.fields.find(({ key }) => key === field.notBefore)?.label ?? field.notBefore;
  return problemOf(field, { code: 'tooSmall', message: `must not be before ${other}` });
}

function problemOf(field: FormField, fault: { code: FieldProblem['code']; message: string }): FieldProblem {
  return { path: field.key, code: fault.code, message: `${field.label} ${fault.message}.` };
}
