import { IntlMessageFormat } from 'intl-messageformat';

const made = new Map<string, IntlMessageFormat>();

/** i18next's format plugin: messages are ICU (`{count, plural, one {# case} other {# cases}}`), compiled once per language. */
export const icu = {
  type: 'i18nFormat' as const,
  parse(message: unknown, values: Record<string, unknown>, language: string, _namespace: string, key: string): string {
    return formatMessage(typeof message === 'string' ? message : key, values, language);
  },
  addLookupKeys(keys: string[]): string[] {
    return keys;
  },
};

export function formatMessage(message: string, values: Record<string, unknown>, language: string): string {
  if (!message.includes('{') && !message.includes("'")) return message;
  const id = `${language} ${message}`;
  let format = made.get(id);
  if (!format) {
    format = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    made.set(id, format);
  }
  return String(format.format(values as never));
}
