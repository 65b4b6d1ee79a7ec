import type { FieldOption, Form, FormField, RecordType } from '../contract/process.ts';
import type { Finding } from '../elements/element.ts';
import { checkExpression } from '../expression/index.ts';
import { finding } from './findings.ts';
import { type JsonReader, jsonReader, parseJson } from './json-reader.ts';
import { fieldTypes, readOptions } from './manifest-parts.ts';

type FieldKind = FormField['type'];

/** form-js component type -> what the form asks. `properties.type` of a component says it more precisely: phone, email, money, callBack. */
const typeOf = new Map<string, FieldKind>([
  ['textfield', 'text'],
  ['textarea', 'longText'],
  ['number', 'number'],
  ['select', 'select'],
  ['radio', 'select'],
  ['checkbox', 'boolean'],
  ['checklist', 'multiSelect'],
  ['taglist', 'multiSelect'],
  ['filepicker', 'file'],
]);

/** Shown, but asks nothing. */
const decorations = new Set(['text', 'html', 'image', 'spacer', 'separator', 'button']);
const containers = new Set(['group', 'default']);
const overrides: readonly FieldKind[] = [...fieldTypes, 'callBack', 'file'];
const maxFields = 500;
const maxDepth = 20;

/** Reads a form-js schema (`.form`) into what server and browser check alike. */
export function readForm(content: string, path: string, recordTypes: RecordType[], found: Finding[]): Form | undefined {
  const read = jsonReader(path, found);
  const root = parseJson(content, path, found);
  if (root === undefined) return undefined;
  const schema = read.object(root, 'the file');
  const id = read.text(schema.id, 'id');
  const context: FormContext = { id, path, recordTypes, read, found, fields: [], depth: 0 };
  readComponents(schema.components, 'components', '', context);
  return { id, fields: context.fields };
}

interface FormContext {
  id: string;
  path: string;
  recordTypes: RecordType[];
  read: JsonReader;
  found: Finding[];
  fields: FormField[];
  depth: number;
}

function readComponents(value: unknown, place: string, prefix: string, context: FormContext): void {
  if (context.depth > maxDepth) {
    put('form/too-large', context, { limit: maxFields });
    return;
  }
  context.depth += 1;
  for (const [position, each] of context.read.list(value, place).entries()) {
    const at = `${place}[${position}]`;
    if (context.fields.length >= maxFields) {
      put('form/too-large', context, { limit: maxFields });
      break;
    }
    const component = context.read.object(each, at);
    const type = context.read.text(component.type, `${at}.type`);
    if (containers.has(type)) readComponents(component.components, `${at}.components`, joined(prefix, component.path), context);
    else if (!decorations.has(type)) readField(component, type, at, prefix, context);
  }
  context.depth -= 1;
}

function joined(prefix: string, path: unknown): string {
  return typeof path === 'string' && path !== '' ? `${prefix}${path}.` : prefix;
}

function readField(component: { [key: string]: unknown }, type: string, at: string, prefix: string, context: FormContext): void {
  const { read } = context;
  const key = prefix + read.text(component.key, `${at}.key`);
  const properties = component.properties === undefined ? {} : read.object(component.properties, `${at}.properties`);
  const validate = component.validate === undefined ? {} : read.object(component.validate, `${at}.validate`);
  const kind = kindOf(component, type, properties, at, context);
  if (!kind) return;
  if (context.fields.some((field) => field.key === key)) put('form/field-twice', context, { field: key });
  context.fields.push({
    key,
    label: read.optionalText(component.label, `${at}.label`) ?? key,
    type: kind,
    required: read.optionalFlag(validate.required, `${at}.validate.required`),
    outcomes: list(read.optionalText(properties.outcomes, `${at}.properties.outcomes`)),
    visibleWhen: visibility(component, at, context),
    options: optionsOf(component, key, kind, at, context),
    min: read.optionalNumber(validate.min ?? validate.minLength, `${at}.validate.min`),
    max: read.optionalNumber(validate.max ?? validate.maxLength, `${at}.validate.max`),
    pattern: read.optionalText(validate.pattern, `${at}.validate.pattern`),
    help: read.optionalText(component.description, `${at}.description`),
    defaultValue: component.defaultValue as FormField['defaultValue'],
  });
}

function kindOf(
  component: { [key: string]: unknown },
  type: string,
  properties: { [key: string]: unknown },
  at: string,
  context: FormContext,
): FieldKind | undefined {
  if (properties.type !== undefined) return context.read.oneOf(properties.type, `${at}.properties.type`, overrides);
  if (type === 'datetime') return component.subtype === 'date' ? 'date' : 'dateTime';
  const kind = typeOf.get(type);
  if (!kind) put('form/component-unknown', context, { type, place: at });
  return kind;
}

/** Its own values, else those of the record's field it writes. */
function optionsOf(
  component: { [key: string]: unknown },
  key: string,
  kind: FieldKind,
  at: string,
  context: FormContext,
): FieldOption[] | undefined {
  if (kind !== 'select' && kind !== 'multiSelect') return undefined;
  if (component.values !== undefined) return readOptions(component.values, `${at}.values`, context.read);
  const [owner, name] = key.split('.');
  const record = context.recordTypes.find((type) => type.id === owner);
  const options = record?.fields.find((field) => field.key === name)?.options;
  if (!options) put('form/no-options', context, { field: key });
  return options;
}

/** form-js says when to hide; the form says when to show. */
function visibility(component: { [key: string]: unknown }, at: string, context: FormContext): string | undefined {
  if (component.conditional === undefined || component.conditional === null) return undefined;
  const { hide } = context.read.object(component.conditional, `${at}.conditional`);
  const expression = context.read.optionalText(hide, `${at}.conditional.hide`)?.replace(/^\s*=/, '').trim();
  if (!expression) return undefined;
  const checked = checkExpression(expression);
  if (!checked.ok) put('form/expression', context, { place: at, expression, reason: checked.message });
  return `not(${expression})`;
}

function list(value: string | undefined): string[] | undefined {
  const names = value?.split(',').flatMap((part) => part.trim() || []);
  return names && names.length > 0 ? names : undefined;
}

function put(rule: string, context: FormContext, params: { [name: string]: string | number }): void {
  context.found.push(finding(rule, 'error', context.id || context.path, { form: context.id || context.path, ...params }));
}
