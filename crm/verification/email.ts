import { domainToASCII } from 'node:url';

export type EmailCheck =
  | { ok: true /** For comparing and sending: lower case, domain in ASCII. */; value: string }
  | { ok: false; code: 'emailSyntax' | 'emailDomain'; suggestion?: string };

// RFC 5321 lengths; RFC 5322 dot-atom, with letters beyond ASCII as RFC 6531 allows. Quoted local parts, address literals and comments are legal, and nobody's address.
const localPart = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const misspelt = new Map([
  ['gmial.com', 'gmail.com'],
  ['gmal.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['wp.lp', 'wp.pl'],
  ['onet.lp', 'onet.pl'],
  ['mail.ri', 'mail.ru'],
  ['yandex.ri', 'yandex.ru'],
]);

/** Syntax and domain of an e-mail address. Asks no name server: an address is not wrong because the network is down. */
export function checkEmail(text: string): EmailCheck {
  const written = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^mailto:/i, '');
  const at = written.lastIndexOf('@');
  const local = written.slice(0, at);
  if (at < 1 || written.length > 254 || Buffer.byteLength(local) > 64 || !localPart.test(local)) return { ok: false, code: 'emailSyntax' };
  const domain = domainToASCII(written.slice(at + 1).toLowerCase());
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || domain.length > 253 || !labels.every((each) => label.test(each)) || !/^([a-z]{2,}|xn--[a-z0-9-]+)$/.test(last)) {
    return { ok: false, code: 'emailDomain' };
  }
  const meant = misspelt.get(domain);
  if (meant) return { ok: false, code: 'emailDomain', suggestion: `${local}@${meant}`.toLowerCase() };
  return { ok: true, value: `${local.toLowerCase()}@${domain}` };
}
