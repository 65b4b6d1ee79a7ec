import i18next from 'i18next';
import type { Say, TextKey } from '../../lib/text/text.ts';

/** What happened in the reader's language, by its code; a code without a text says what the engine said. */
export function incidentText(incident: { code: string; message: string }, t: Say): string {
  const key = `incident.${incident.code}`;
  return i18next.exists(key) ? t(key as TextKey) : incident.message;
}
