import { isZone, parseIsoInstant } from '../calendar/index.ts';
import type { FieldProblem, FormField, Json } from '../contract/index.ts';
import { compilePattern } from '../expression/regex.ts';
import type { ExpressionEnv } from '../expression/types.ts';

export type FieldFault = { code: FieldProblem['code']; message: string };

/** Longest values where the field sets no `max`, in characters. */
const longest = { text: 1_000, longText: 20_000, email: 254, phone: 40, id: 200, json: 100_000 } as const;
const mostItems = 500;

/** Nothing filled in. A box that must be ticked is empty while it is not: the same as in form-js. */
export function isEmptyValue(value: Json | undefined, type: FormField['type']): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return type === 'boolean' && value === false;
}

/** What is wrong with the shape of a filled value: enough to keep a draft. */
export function shapeFault(field: FormField, value: Json): FieldFault | null {
  switch (field.type) {
    case 'number':
    case 'money':
      return typeof value === 'number' && Number.isFinite(value) ? null : wrong('type', 'must be a number');
    case 'boolean':
      return typeof value === 'boolean' ? null : wrong('type', 'must be yes or no');
    case 'multiSelect':
      return isTextList(value) ? null : wrong('type', 'must be a list of options');
    case 'file':
      return (isTextList(value) && value.every(isId)) || isId(value) ? null : wrong('type', 'must name uploaded files');
    case 'json':
      return JSON.stringify(value).length <= (field.max ?? longest.json) ? null : wrong('tooLong', 'is too large');
    default:
      return textFault(field, value);
  }
}

function textFault(field: FormField, value: Json): FieldFault | null {
  if (typeof value !== 'string') return wrong('type', 'must be a text');
  const max = lengthLimit(field);
  return [...value].length > max ? wrong('tooLong', `may have at most ${max} characters`) : null;
}

function lengthLimit({ type, max }: FormField): number {
  if (type === 'text' || type === 'longText') return max ?? longest[type];
  return type === 'email' || type === 'phone' ? longest[type] : longest.id;
}

/** What else is wrong with a value of the right shape. */
export function contentFault(field: FormField, value: Json, env: ExpressionEnv): FieldFault | null {
  switch (field.type) {
    case 'number':
    case 'money':
      return rangeFault(field, value as number);
    case 'text':
    case 'longText':
      return patternFault(field, value as string);
    case 'phone':
      return /^\+?[\d\s()./-]+$/.test(value as string) && digits(value as string) >= 5 && digits(value as string) <= 20
        ? patternFault(field, value as string)
        : wrong('pattern', 'must be a phone number');
    case 'email':
      return /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@.<>"(),;:]{2,}$/.test(value as string)
        ? patternFault(field, value as string)
        : wrong('pattern', 'must be an e-mail address');
    case 'select':
      return isOption(field, value as string) ? null : wrong('option', 'must be one of its options');
    case 'multiSelect':
      return optionsFault(field, value as string[]);
    case 'date':
      return isDate(value as string) ? null : wrong('type', 'must be a date');
    case 'dateTime':
      return instantOf(value as string, env) === null ? wrong('type', 'must be a date and time') : null;
    case 'callBack':
      return callBackFault(value as string, env);
    default:
      return null;
  }
}

function rangeFault({ min, max }: FormField, value: number): FieldFault | null {
  if (min !== undefined && value < min) return wrong('tooSmall', `must be at least ${min}`);
  return max !== undefined && value > max ? wrong('tooBig', `may be at most ${max}`) : null;
}

function patternFault({ pattern }: FormField, value: string): FieldFault | null {
  if (pattern === undefined) return null;
  const compiled = compilePattern(pattern);
  // A pattern that cannot be used is refused at publishing; a rep must not be stuck on it.
  return compiled === null || compiled.testExact(value) ? null : wrong('pattern', 'does not have the form asked for');
}

function optionsFault(field: FormField, values: string[]): FieldFault | null {
  if (values.length > mostItems || new Set(values).size !== values.length) return wrong('option', 'holds an option twice');
  return values.every((value) => isOption(field, value)) ? null : wrong('option', 'must hold only its options');
}

function isOption({ options }: FormField, value: string): boolean {
  return options === undefined || options.some((option) => option.value === value);
}

/** A year typed wrongly would hide the case for good. */
export const farthestMs = 10 * 366 * 86_400_000;

/** A call-back is agreed for the future; a day without a time may be today. */
function callBackFault(value: string, env: ExpressionEnv): FieldFault | null {
  const at = instantOf(value, env);
  if (at === null) return wrong('type', 'must be a date and time');
  const dayEnds = isDate(value) ? 86_400_000 : 0;
  if (at + dayEnds <= env.now) return wrong('past', 'must not lie in the past');
  return at > env.now + farthestMs ? wrong('tooFar', 'must lie within ten years') : null;
}

export function instantOf(value: string, env: ExpressionEnv): number | null {
  return parseIsoInstant(value, env.zone !== undefined && isZone(env.zone) ? env.zone : 'UTC');
}

function isDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && parseIsoInstant(value, 'UTC') !== null;
}

function isTextList(value: Json): value is string[] {
  return Array.isArray(value) && value.length <= mostItems && value.every((item) => typeof item === 'string');
}

function isId(value: Json): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest.id;
}

function digits(value: string): number {
  return value.replace(/\D/g, '').length;
}

function wrong(code: FieldProblem['code'], message: string): FieldFault {
  return { code, message };
}
