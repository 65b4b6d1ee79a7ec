import type { CompiledElement, CompiledPackage, FieldType, FormField } from '../contract/process.ts';
import type { FeelType, TypedScope } from '../expression/index.ts';

const text: FeelType = { kind: 'string' };
const texts: FeelType = { kind: 'list', of: text };
const any: FeelType = { kind: 'any' };

/** What an activity that repeats tells its expressions (`engine/traits/loop/names.ts`). */
export const loopNames = [
  'loopCounter',
  'numberOfInstances',
  'numberOfActiveInstances',
  'numberOfCompletedInstances',
  'numberOfTerminatedInstances',
];

/** How values of a field lie in variables and records: as JSON, so that a date is a text. */
const fieldTypes: Record<FormField['type'] | FieldType, FeelType> = {
  text,
  longText: text,
  number: { kind: 'number' },
  money: { kind: 'number' },
  boolean: { kind: 'boolean' },
  date: text,
  dateTime: text,
  select: text,
  multiSelect: texts,
  phone: text,
  email: text,
  user: text,
  reference: text,
  callBack: text,
  file: any,
  json: any,
};

export function fieldType(type: FormField['type'] | FieldType): FeelType {
  return fieldTypes[type];
}

/**
 * What expressions of a package see, as far as its files tell: records with their fields, fields of forms, what mappings, tasks and decisions
 * write, and what the kernel gives. Variables that a caller starts a case with, and what messages and called processes bring to the mappings of
 * their elements, are not in the files: whoever knows of such gives them as `more`, or makes the scope `open`.
 */
export function packageScope(pkg: CompiledPackage, more: [name: string, type: FeelType][] = []): TypedScope {
  const names = new Map<string, FeelType>([
    ['actor', context({ id: text, roles: texts, groups: texts, team: text })],
    ['now', text],
    ['case', context({ id: text, startedAt: text })],
    ...loopNames.map((name): [string, FeelType] => [name, { kind: 'number' }]),
    // Given to the mappings of a user task when it is completed.
    ['lastActor', text],
  ]);
  for (const { id, fields } of pkg.recordTypes) {
    names.set(id, {
      kind: 'context',
      entries: [['id', text], ...fields.map(({ key, type }): [string, FeelType] => [key, fieldType(type)])],
    });
  }
  for (const { fields } of pkg.forms) {
    for (const { key, type } of fields) if (!key.includes('.')) note(names, key, fieldType(type));
  }
  for (const process of pkg.processes) {
    for (const element of process.elements) for (const name of writtenBy(element)) note(names, name, any);
  }
  for (const [name, type] of more) names.set(name, type);
  return { names: [...names] };
}

/** A name that is written in two ways may hold either. */
function note(names: Map<string, FeelType>, name: string, type: FeelType): void {
  const known = names.get(name);
  names.set(name, known === undefined || known.kind === type.kind ? type : any);
}

/** Names an element gives values to: its mappings, and whatever its configuration calls a variable, however deep. */
function writtenBy(element: CompiledElement): string[] {
  const names = [...element.inputs, ...element.outputs].map(({ target }) => target);
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 8) return;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && /variable$|^(item|outputCollection|target)$/i.test(key)) names.push(inner);
      else visit(inner, depth + 1);
    }
  };
  const { inputs: _, outputs: __, ...rest } = element;
  visit(rest, 0);
  return names.filter((name) => !name.includes('.'));
}

function context(entries: { [name: string]: FeelType }): FeelType {
  return { kind: 'context', entries: Object.entries(entries) };
}
