import { expect, test } from 'vitest';
import { decodeXml } from './decode-xml.ts';

const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><task name="Łódź"/>`;
const windows1250 = (text: string) => Uint8Array.from(text, (letter) => ({ Ł: 0xa3, ó: 0xf3, ź: 0x9f })[letter] ?? letter.charCodeAt(0));
const utf16 = (text: string) =>
  Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8])]);

test.each([
  ['UTF-8', (text: string) => new TextEncoder().encode(text)],
  ['windows-1250', windows1250],
  ['UTF-16', utf16],
  ['no-such-encoding', (text: string) => new TextEncoder().encode(text)],
])('%s', (encoding, encode) => {
  expect(decodeXml(encode(xml(encoding)))).toBe(xml(encoding));
});
