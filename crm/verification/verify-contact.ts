import { cut } from '../../engine/text/cut.ts';
import { checkEmail } from './email.ts';
import { type NameParts, splitName } from './person-name.ts';
import { checkPhone } from './phone.ts';

export interface ContactInput {
  name?: string | null;
  phone?: string | null;
  email?: string | null;
  /** ISO 3166 alpha-2; absent = the installation's. */
  country?: string | null;
  /** The channel keeps contact data elsewhere: nothing to reach him by is no fault. */
  contactElsewhere?: boolean | null;
}

export interface ContactProblem {
  field: 'phone' | 'email';
  code: 'phoneInvalid' | 'emailSyntax' | 'emailDomain' | 'noWayToReach';
  message: string;
  suggestion?: string;
}

export interface VerifiedContact extends NameParts {
  /** Normalised, or as it was written when it is wrong: nothing typed is lost. */
  phone: string | null;
  email: string | null;
  points: ContactPoint[];
  problems: ContactProblem[];
}

/** A normalised way to reach somebody, by which people are recognised. */
export interface ContactPoint {
  kind: 'phone' | 'email';
  value: string;
  raw: string;
}

/** The data check of a lead: each given value must be right, and one of them must be given. */
export function verifyContact(input: ContactInput, defaultCountry: string): VerifiedContact {
  const country = present(input.country) ?? defaultCountry;
  const phone = present(input.phone);
  const email = present(input.email);
  const problems: ContactProblem[] = [];
  const points: ContactPoint[] = [];
  const phoneCheck = phone === null ? null : checkPhone(phone, country);
  if (phone !== null && phoneCheck?.ok) points.push({ kind: 'phone', value: phoneCheck.value, raw: phone });
  if (phoneCheck && !phoneCheck.ok)
    problems.push({ field: 'phone', ...phoneCheck, ...{ message: `"${shorten(phone)}" is no phone number of ${country}` } });
  const emailCheck = email === null ? null : checkEmail(email);
  if (email !== null && emailCheck?.ok) points.push({ kind: 'email', value: emailCheck.value, raw: email });
  if (emailCheck && !emailCheck.ok)
    problems.push({ field: 'email', ...emailCheck, ...{ message: emailMessage(emailCheck.code, shorten(email)) } });
  if (phone === null && email === null && input.contactElsewhere !== true) {
    problems.push({ field: 'phone', code: 'noWayToReach', message: 'There is neither a phone number nor an e-mail address' });
  }
  return {
    ...splitName(input.name ?? '', country),
    phone: phoneCheck?.ok ? phoneCheck.value : phone,
    email: emailCheck?.ok ? emailCheck.value : email,
    points,
    problems: problems.map(({ field, code, message, suggestion }) => ({ field, code, message, ...(suggestion ? { suggestion } : {}) })),
  };
}

function present(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function emailMessage(code: 'emailSyntax' | 'emailDomain', email: string): string {
  return code === 'emailSyntax' ? `"${email}" is not written like an e-mail address` : `"${email}" has a domain that cannot exist`;
}

function shorten(text: string | null): string {
  const value = text ?? '';
  return value.length > 60 ? `${cut(value, 57)}…` : value;
}
