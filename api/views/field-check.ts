import type { CompiledPackage, RecordField } from '../../engine/contract/index.ts';
import type { FieldProblem } from '../contract/index.ts';
import { recordFields } from './packages.ts';

/** Values of a record's fields by the type's own catalogue: unknown names and wrong types, with the paths a form knows. */
export function checkFields(pkg: CompiledPackage, type: string, values: { [field: string]: unknown }): FieldProblem[] {
  const known = new Map(recordFields(pkg, type).map((field) => [field.key, field]));
  return Object.entries(values).flatMap(([key, value]) => {
    const path = `${type}.${key}`;
    const field = known.get(key);
    if (!field) return [{ path, code: 'unknown', message: `There is no field ${key} in ${type}.` }];
    const problem = value === null ? undefined : problemOf(field, value);
    return problem ? [{ path, ...problem }] : [];
  });
}

function problemOf(field: RecordField, value: unknown): { code: string; message: string } | undefined {
  switch (field.type) {
    case 'number':
    case 'money': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return { code: 'type', message: 'Give a number.' };
      if (field.min !== undefined && value < field.min) return { code: 'tooSmall', message: `At least ${field.min}.` };
      return field.max !== undefined && value > field.max ? { code: 'tooBig', message: `At most ${field.max}.` } : undefined;
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { code: 'type', message: 'Give true or false.' };
    case 'json':
      return undefined;
    case 'multiSelect':
      return Array.isArray(value) && value.every((each) => isOption(field, each))
        ? undefined
        : { code: 'option', message: 'Choose from the list.' };
    case 'select':
      return isOption(field, value) ? undefined : { code: 'option', message: 'Choose from the list.' };
    default: {
      if (typeof value !== 'string') return { code: 'type', message: 'Give a text.' };
      const max = field.max ?? 20_000;
      return value.length > max ? { code: 'tooLong', message: `At most ${max} characters.` } : undefined;
    }
  }
}

function isOption(field: RecordField, value: unknown): boolean {
  return !field.options || field.options.some((option) => option.value === value);
}
