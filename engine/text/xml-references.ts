/** Numeric references to characters (`&#233;`, `&#x1F600;`), but for what stands in comments and CDATA, where they are plain text. */
const references = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|&#(?:(\d+)|x([\da-f]+));/gi;

/** The first reference to what is no character, or cannot be kept: NUL, half a character, beyond Unicode. */
export function brokenReference(xml: string): { at: number; text: string } | undefined {
  for (const { 0: text, 1: decimal, 2: hexadecimal, index } of xml.matchAll(references)) {
    const code = codeOf(decimal, hexadecimal);
    if (code !== undefined && (code === 0 || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)) return { at: index, text };
  }
  return undefined;
}

/** The text with the characters themselves in place of references above U+FFFF: the parser knows none of those and makes others of them. */
export function withAstralCharacters(xml: string): string {
  return xml.replace(references, (text, decimal?: string, hexadecimal?: string) => {
    const code = codeOf(decimal, hexadecimal);
    return code !== undefined && code > 0xffff && code <= 0x10ffff ? String.fromCodePoint(code) : text;
  });
}

function codeOf(decimal?: string, hexadecimal?: string): number | undefined {
  if (decimal !== undefined) return Number(decimal);
  return hexadecimal === undefined ? undefined : Number.parseInt(hexadecimal, 16);
}
