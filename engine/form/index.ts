export { type CheckFormOptions, checkForm } from './check-form.ts';
export { visibleFields } from './visible-fields.ts';
