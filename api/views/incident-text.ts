import type { Locale } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';

/** What happened in the reader's language, by its code; a code without a text says what the engine said. */
export function incidentText(locale: Locale, incident: { code: string; message: string }): string {
  const key = `incident.${incident.code}`;
  return isTextKey(key) ? say(locale, key) : incident.message;
}
