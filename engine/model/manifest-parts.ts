import type { CalendarDefinition, FieldOption, FieldType, RecordField, RecordType, Stage } from '../contract/process.ts';
import type { JsonReader } from './json-reader.ts';

export const fieldTypes: readonly FieldType[] = [
  'text',
  'longText',
  'number',
  'money',
  'boolean',
  'date',
  'dateTime',
  'select',
  'multiSelect',
  'phone',
  'email',
  'user',
  'reference',
  'json',
];

const colors = ['slate', 'sky', 'teal', 'moss', 'olive', 'iris', 'plum', 'cocoa'] as const;
const endings = ['won', 'lost', 'junk', 'converted', 'merged', 'cancelled'] as const;

export function readStage(value: unknown, place: string, read: JsonReader): Stage {
  const stage = read.object(value, place);
  return {
    id: read.text(stage.id, `${place}.id`),
    name: read.text(stage.name, `${place}.name`),
    color: stage.color === undefined ? 'slate' : read.oneOf(stage.color, `${place}.color`, colors),
    ends: stage.ends === undefined ? undefined : read.oneOf(stage.ends, `${place}.ends`, endings),
    hidden: read.optionalFlag(stage.hidden, `${place}.hidden`),
    requiredFields: read.list(stage.requiredFields, `${place}.requiredFields`).map((each, position) => {
      const at = `${place}.requiredFields[${position}]`;
      if (typeof each === 'string') return { field: each };
      const field = read.object(each, at);
      return { field: read.text(field.field, `${at}.field`), when: read.optionalText(field.when, `${at}.when`)?.replace(/^\s*=/, '') };
    }),
  };
}

export function readRecordType(value: unknown, place: string, read: JsonReader): RecordType {
  const type = read.object(value, place);
  return {
    id: read.text(type.id, `${place}.id`),
    name: read.text(type.name, `${place}.name`),
    fields: read.list(type.fields, `${place}.fields`).map((each, position) => readField(each, `${place}.fields[${position}]`, read)),
  };
}

function readField(value: unknown, place: string, read: JsonReader): RecordField {
  const field = read.object(value, place);
  const options = field.options === undefined ? undefined : readOptions(field.options, `${place}.options`, read);
  return {
    key: read.text(field.key, `${place}.key`),
    label: read.text(field.label, `${place}.label`),
    type: read.oneOf(field.type, `${place}.type`, fieldTypes),
    options,
    max: read.optionalNumber(field.max, `${place}.max`),
    min: read.optionalNumber(field.min, `${place}.min`),
  };
}

/** `["a", "b"]` or `[{ "value": "a", "label": "A" }]`. */
export function readOptions(value: unknown, place: string, read: JsonReader): FieldOption[] {
  return read.list(value, place).map((each, position) => {
    if (typeof each === 'string') return { value: each, label: each };
    const option = read.object(each, `${place}[${position}]`);
    const name = String(option.value ?? '');
    return {
      value: read.text(name, `${place}[${position}].value`),
      label: read.optionalText(option.label, `${place}[${position}].label`) ?? name,
    };
  });
}

export function readCalendar(value: unknown, place: string, read: JsonReader): CalendarDefinition {
  const calendar = read.object(value, place);
  return {
    name: read.text(calendar.name, `${place}.name`),
    version: read.optionalNumber(calendar.version, `${place}.version`) ?? 1,
    zone: read.text(calendar.zone, `${place}.zone`),
    week: readDays(calendar.week, `${place}.week`, /^[1-7]$/, read),
    days: readDays(calendar.days ?? {}, `${place}.days`, /^\d{4}-\d\d-\d\d$/, read),
  };
}

function readDays(value: unknown, place: string, key: RegExp, read: JsonReader): { [day: string]: [string, string][] } {
  const days = Object.entries(read.object(value, place)).map(([day, list]) => {
    if (!key.test(day)) read.oneOf(undefined, `${place}.${day}`, [place.endsWith('week') ? 'a weekday 1 to 7' : 'a date like 2027-01-06']);
    const intervals = read.list(list, `${place}.${day}`).map((each) => readInterval(each, `${place}.${day}`, read));
    return [day, intervals] as const;
  });
  return Object.fromEntries(days);
}

function readInterval(value: unknown, place: string, read: JsonReader): [string, string] {
  const [from, to] = read.list(value, place);
  const time = /^([01]\d|2[0-4]):[0-5]\d$/;
  if (typeof from !== 'string' || typeof to !== 'string' || !time.test(from) || !time.test(to)) {
    read.oneOf(undefined, place, ['an interval like ["09:00","13:00"]']);
    return ['00:00', '00:00'];
  }
  return [from, to];
}
