export { recordMail, type SentMail } from './record-mail.ts';
export { type Interaction, interaction } from './schema.ts';
