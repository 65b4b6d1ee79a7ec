import type { Locale } from '../contract/index.ts';
import { isTextKey, say, type TextParams } from '../texts/text.ts';

/** The sentence in the reader's language when the API has it; else as it was written. */
export function notificationText(row: { text: string; code: string | null; params: { [name: string]: unknown } }, locale: Locale): string {
  const key = `notice.${row.code}`;
  if (!row.code || !isTextKey(key)) return row.text;
  try {
    return say(locale, key, row.params as TextParams);
  } catch {
    // A parameter the sentence needs was not given.
    return row.text;
  }
}
