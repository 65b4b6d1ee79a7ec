/** The text with U+FFFD for what Postgres keeps in no text: NUL, and half a character (a lone surrogate). */
export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}
