import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { SearchTerms } from '../../db/queries/record-filter.ts';

const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const cyrillicKeys = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const transliteration: [string, string][] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ya', 'я'],
  ['yo', 'ё'],
  ['a', 'а'],
  ['b', 'б'],
  ['v', 'в'],
  ['w', 'в'],
  ['g', 'г'],
  ['d', 'д'],
  ['e', 'е'],
  ['z', 'з'],
  ['i', 'и'],
  ['y', 'й'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['f', 'ф'],
  ['h', 'х'],
  ['c', 'ц'],
];
const mostWords = 6;

/** What somebody typed into a search box: a number, a phone in any format, words; each also in Cyrillic, and as typed in the wrong layout. */
export function readSearch(text: string, country: string): SearchTerms {
  const trimmed = text.trim().toLowerCase();
  const number = /^#?\d{1,9}$/.test(trimmed) ? Number(trimmed.replace('#', '')) : undefined;
  const words = trimmed.split(/\s+/).filter(Boolean).slice(0, mostWords).map(spellings);
  return { words, phone: phoneDigits(trimmed, country), number };
}

function phoneDigits(text: string, country: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 5 || /\p{L}/u.test(text)) return undefined;
  const known = isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(text, known);
  // What is not (yet) a whole number is looked for as it was typed, without a leading trunk or international prefix.
  return parsed?.isPossible() ? parsed.nationalNumber : digits.replace(/^00?/, '');
}

function spellings(word: string): string[] {
  const all = [word];
  if (/[a-z]/.test(word)) all.push(swap(word, latinKeys, cyrillicKeys), toCyrillic(word));
  else if (/[а-яё]/.test(word)) all.push(swap(word, cyrillicKeys, latinKeys));
  return [...new Set(all)];
}

function swap(word: string, from: string, to: string): string {
  return [...word].map((letter) => to[from.indexOf(letter)] ?? letter).join('');
}

function toCyrillic(word: string): string {
  let rest = word;
  let out = '';
  while (rest) {
    const pair = transliteration.find(([latin]) => rest.startsWith(latin));
    out += pair ? pair[1] : rest[0];
    rest = rest.slice(pair ? pair[0].length : 1);
  }
  return out;
}
