import type { CompiledPackage, Json, Variables } from '../../../engine/contract/index.ts';
import { cut } from '../../../engine/text/cut.ts';
import { fieldNamed, fillableFields } from '../field-names.ts';
import { labelReader, readFieldText } from '../field-values.ts';

export interface FormRecord {
  title: string;
  fields: Variables;
}

const longest = 4000;

/**
 * What a form's payload says about a new record. Nothing is refused: a value that does not fit its field, and whatever
 * no field is meant by, goes into the note as it came.
 */
export function readPayload(
  payload: Variables,
  channel: { mapping: { [formField: string]: string }; defaults: Variables; trap_field: string | null; name: string },
  pkg: CompiledPackage,
): FormRecord {
  const fields = fillableFields(pkg);
  const labels = labelReader(pkg);
  const values = new Map<string, Json>(Object.entries(channel.defaults));
  const rest: string[] = [];
  for (const [key, given] of Object.entries(payload)) {
    if (key === channel.trap_field || given === null || given === '') continue;
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    const target = Object.hasOwn(channel.mapping, key) ? channel.mapping[key] : undefined;
    const field = target === undefined ? fieldNamed(key, fields, pkg) : fields.find((each) => each.key === target);
    const read = field && readFieldText(field, text, { dateOrder: 'dmy', labels });
    if (field && read?.ok) values.set(field.key, read.value);
    else rest.push(`${key}: ${text}`);
  }
  if (rest.length > 0)
    values.set('note', cut([values.get('note'), ...rest].filter((each) => typeof each === 'string').join('\n'), longest));
  const named = [values.get('title'), values.get('company'), values.get('name'), values.get('email'), values.get('phone')];
  const title = named.find((each) => typeof each === 'string' && each.trim() !== '') ?? channel.name;
  values.delete('title');
  return { title: cut(String(title), 300), fields: Object.fromEntries([...values].filter(([, value]) => value !== null)) };
}
