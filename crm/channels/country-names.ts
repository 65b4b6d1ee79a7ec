import { getCountries } from 'libphonenumber-js/max';

const codes = new Map<string, string>();
for (const locale of ['en', 'ru', 'pl']) {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  for (const code of getCountries()) codes.set((names.of(code) ?? code).toLowerCase(), code);
}
for (const code of getCountries()) codes.set(code.toLowerCase(), code);

/** ISO 3166 alpha-2 of a country by its name in English, Russian or Polish, or by its code. */
export function countryCode(name: string): string | undefined {
  return codes.get(name.trim().toLowerCase());
}
