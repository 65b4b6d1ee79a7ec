export { type Attachment, attachment } from './schema.ts';
