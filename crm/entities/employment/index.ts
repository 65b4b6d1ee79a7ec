export { type Employment, employment } from './schema.ts';
