export { blankFields } from './blank-fields.ts';
export { type CheckFormOptions, checkForm } from './check-form.ts';
export { isEmptyValue } from './field-values.ts';
export { type VisibilityOptions, visibleFields } from './visible-fields.ts';
