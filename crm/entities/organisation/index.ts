export { organisationKey } from './name-key.ts';
export { type Organisation, organisation } from './schema.ts';
