export { type Channel, channel } from './schema.ts';
