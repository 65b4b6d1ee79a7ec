import type { NotificationRow } from '../../db/queries/notification-reading.ts';
import type { Locale } from '../contract/index.ts';
import { isTextKey, say, type TextParams } from '../texts/text.ts';

type Told = Pick<NotificationRow, 'text' | 'code' | 'params' | 'recordTitle'>;

/**
 * The sentence in the reader's language: by its code, when the API has it; else the process' own subject in the words of its package;
 * else as it was written. `translate` looks a text up in the packages.
 */
export function notificationText(row: Told, locale: Locale, translate: (text: string) => string): string {
  const key = `notice.${row.code}`;
  if (row.code && isTextKey(key)) {
    const task = typeof row.params.task === 'string' ? translate(row.params.task) : '';
    try {
      return say(locale, key, { ...(row.params as TextParams), task, record: row.recordTitle ?? '' });
    } catch {
      // A parameter that the sentence needs was not given.
    }
  }
  const more = typeof row.params.text === 'string' ? `: ${row.params.text}` : '';
  if (more && row.text.endsWith(more)) return translate(row.text.slice(0, -more.length)) + more;
  return translate(row.text);
}
