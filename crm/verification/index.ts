export { checkEmail, type EmailCheck } from './email.ts';
export { type NameParts, splitName } from './person-name.ts';
export { checkPhone, type PhoneCheck } from './phone.ts';
export { type ContactInput, type ContactPoint, type ContactProblem, type VerifiedContact, verifyContact } from './verify-contact.ts';
