/**
 * The first `limit` UTF-16 units of a text, never ending in half a character beyond U+FFFF (an emoji): Postgres
 * refuses a lone surrogate (22P02), so a plain `slice` can make a good text impossible to store.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? limit - 1 : limit);
}
