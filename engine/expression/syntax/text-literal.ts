const escapes: { [letter: string]: string } = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** `"a\n"` without its quotes and escapes; a backslash before anything else stands for itself. */
export function unquoted(literal: string): string {
  const body = literal.slice(1, -1);
  if (!body.includes('\\')) return body;
  return body.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(["'\\ntr]))/g, (_, short?: string, long?: string, letter?: string) => {
    if (letter !== undefined) return escapes[letter] ?? letter;
    const point = Number.parseInt(short ?? long ?? '0', 16);
    return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
  });
}
