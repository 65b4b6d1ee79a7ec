export { type Campaign, campaign } from './schema.ts';
