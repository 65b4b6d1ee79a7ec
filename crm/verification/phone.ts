import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

export type PhoneCheck =
  | { ok: true; value: string; country: string | null }
  /** `suggestion`: what it would be if written in the neighbours' way. Never taken by itself. */
  | { ok: false; code: 'phoneInvalid'; suggestion?: string };

/** Tried for a suggestion when the default country's rules refuse a number. */
const neighbours: CountryCode[] = ['PL', 'RU', 'UA', 'BY', 'LT', 'DE', 'CZ', 'KZ'];
const longest = 60;

/**
 * E.164 of a phone number as people write it. A number without a country is read by `defaultCountry` (ISO 3166
 * alpha-2) and refused unless it is a possible number there: one country's trunk code is never glued to another's.
 */
export function checkPhone(text: string, defaultCountry: string): PhoneCheck {
  const written = normalForm(text);
  const country = asCountry(defaultCountry);
  if (written.length > longest) return { ok: false, code: 'phoneInvalid' };
  const parsed = read(written, country);
  if (parsed) return { ok: true, value: parsed.number, country: parsed.country ?? null };
  const guess = neighbours.filter((each) => each !== country).flatMap((each) => read(written, each)?.number ?? [])[0];
  return { ok: false, code: 'phoneInvalid', ...(guess ? { suggestion: guess } : {}) };
}

function read(text: string, country: CountryCode | undefined) {
  const parsed = parsePhoneNumberFromString(text, { ...(country ? { defaultCountry: country } : {}), extract: false });
  return parsed?.isValid() ? parsed : undefined;
}

function asCountry(text: string): CountryCode | undefined {
  const code = text.trim().toUpperCase();
  return isSupportedCountry(code) ? code : undefined;
}

/** Full-width signs and odd spaces become plain; a spreadsheet's apostrophe and `tel:` go; 00 is the plus of most of the world. */
function normalForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^'|^tel:/i, '')
    .replace(/^\(?00\)?[\s-]*(?=[1-9])/, '+')
    .replace(/^\+\s+/, '+');
}
