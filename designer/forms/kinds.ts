import type { FormComponent } from '../edit/forms.ts';

/**
 * What a component asks: the form-js type alone, or said more precisely by `properties.type`, which wins when the form is compiled.
 * So a change of kind writes both, or it would change nothing.
 */
const typeOf: { [kind: string]: string } = {
  text: 'textfield',
  longText: 'textarea',
  number: 'number',
  money: 'number',
  boolean: 'checkbox',
  date: 'datetime',
  dateTime: 'datetime',
  callBack: 'datetime',
  select: 'select',
  multiSelect: 'checklist',
  phone: 'textfield',
  email: 'textfield',
  user: 'select',
  file: 'filepicker',
};
const plain: { [type: string]: string } = {
  textfield: 'text',
  textarea: 'longText',
  number: 'number',
  checkbox: 'boolean',
  datetime: 'dateTime',
  select: 'select',
  radio: 'select',
  checklist: 'multiSelect',
  taglist: 'multiSelect',
  filepicker: 'file',
};

export const kinds = Object.keys(typeOf);

/** The kind; a type the designer does not know gives itself. */
export function kindOf(component: FormComponent): string {
  if (component.properties?.type) return component.properties.type;
  if (component.type === 'datetime' && component.subtype === 'date') return 'date';
  return plain[component.type] ?? component.type;
}

export function hasOptions(component: FormComponent): boolean {
  return ['select', 'multiSelect'].includes(kindOf(component));
}

/** The same question asked as another kind; what belonged to the old kind only goes. */
export function asKind(component: FormComponent, kind: string): FormComponent {
  const type = typeOf[kind] ?? kind;
  const { subtype: _subtype, dateLabel: _dateLabel, timeLabel: _timeLabel, values, properties, validate, ...rest } = component;
  const { type: _type, ...others } = properties ?? {};
  const said = { ...others, ...(plain[type] === kind ? {} : { type: kind }) };
  const required = validate?.required ? { validate: { required: true } } : {};
  return {
    ...rest,
    type,
    ...(type === 'datetime' ? { subtype: kind === 'date' ? 'date' : 'datetime' } : {}),
    ...(['select', 'multiSelect'].includes(kind) && values ? { values } : {}),
    ...(Object.keys(said).length ? { properties: said } : {}),
    ...required,
  };
}
