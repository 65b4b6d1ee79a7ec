/** Legal forms that say nothing about which company it is: Poland and its neighbours, and the usual ones abroad. */
const legalForms = [
  'spółka z ograniczoną odpowiedzialnością',
  'spółka akcyjna',
  'spółka komandytowa',
  'spółka jawna',
  'sp z o o',
  'sp zoo',
  'sp k',
  'sp j',
  's a',
  'общество с ограниченной ответственностью',
  'акционерное общество',
  'ооо',
  'оао',
  'зао',
  'пао',
  'ип',
  'ooo',
  'zao',
  'gmbh',
  'ag',
  'ltd',
  'limited',
  'llc',
  'inc',
  'corp',
  's r o',
  'sro',
  'uab',
];

/**
 * What two spellings of one company have in common: small letters without accents, signs and legal form.
 * Exact on purpose: likeness is for people to judge.
 */
export function organisationKey(name: string): string {
  let key = plain(name);
  for (const form of legalForms.map(plain)) {
    key = key.endsWith(` ${form}`) ? key.slice(0, -form.length - 1) : key.startsWith(`${form} `) ? key.slice(form.length + 1) : key;
  }
  return key === '' ? plain(name) : key;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/ё/g, 'е')
    .normalize('NFKD')
    .replace(/(?<=[a-z])\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
