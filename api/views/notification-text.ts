import type { NotificationRow } from '../../db/queries/notification-reading.ts';
import { maskedName, maskedText, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import { isTextKey, say, type TextParams } from '../texts/text.ts';
import { type ElementRef, elementLabel } from './element-words.ts';
import { incidentText } from './incident-text.ts';

type Told = Pick<NotificationRow, 'text' | 'code' | 'params' | 'recordTitle' | 'count'>;

/**
 * The sentence in the reader's language: by its code, when the API has it; else the process' own subject in the words of its package;
 * else as it was written. `translate` looks a text up in the packages.
 */
export function notificationText(row: Told, reader: Reader, translate: (text: string) => string): string {
  const { locale } = reader;
  const key = `notice.${row.code}`;
  if (row.code && isTextKey(key)) {
    const name = (of: string) => (typeof row.params[of] === 'string' ? translate(row.params[of]) : '');
    const { cause, message } = row.params;
    const at = row.params.at as ElementRef | undefined;
    const names = { leadsTo: row.params.leadsTo as ElementRef | undefined, translate };
    try {
      return say(locale, key, {
        ...(row.params as unknown as TextParams),
        ...{ task: name('task'), process: name('process'), element: at ? elementLabel(locale, at, translate) : name('element') },
        ...(typeof cause === 'string'
          ? { cause: incidentText(locale, { code: cause, message: maskedText(maskOf(reader), String(message ?? cause)) }, names) }
          : {}),
        record: maskedName(maskOf(reader), row.recordTitle ?? ''),
        count: row.count,
      });
    } catch {
      // A parameter that the sentence needs was not given.
    }
  }
  const more = typeof row.params.text === 'string' ? `: ${row.params.text}` : '';
  if (more && row.text.endsWith(more)) return translate(row.text.slice(0, -more.length)) + more;
  return translate(row.text);
}
