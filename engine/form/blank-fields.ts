import { type Form, isSafeName, type Json, type Variables } from '../contract/index.ts';
import { type VisibilityOptions, visibleFields } from './visible-fields.ts';

/**
 * Fields that were shown and left empty: null, or an empty list where several may be chosen (which a multi-instance activity passes), so that what asks for them later finds nothing rather than no such name. Not what was
 * set before, which nobody emptied, nor record fields, which always have a value.
 */
export function blankFields(form: Form, values: Variables, options: VisibilityOptions): { [name: string]: Json } {
  const known = (key: string) => Object.hasOwn(values, key) || Object.hasOwn(options.scope, key);
  const blank = visibleFields(form, values, options).filter(({ key }) => isSafeName(key) && !key.includes('.') && !known(key));
  return Object.fromEntries(blank.map(({ key, type }) => [key, type === 'multiSelect' ? [] : null]));
}
