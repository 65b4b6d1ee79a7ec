export { type ContactPointEntity, contactPoint } from './schema.ts';
