import { useQuery } from '@tanstack/react-query';
import type { FormField } from '../../../api/contract/tasks.ts';
import { serverNow } from '../../lib/clock.ts';
import { dayMonth, moment } from '../../lib/format/dates.ts';
import { money, number, phone } from '../../lib/format/numbers.ts';
import { peopleQuery } from '../../lib/people.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';

const noNames: ReadonlyMap<string, string> = new Map();

/** A field's value as people read it; null = nothing is there. Texts stand as they are stored, character for character. */
export function useFieldText(
  names: ReadonlyMap<string, string> = noNames,
): (field: Pick<FormField, 'type' | 'options'>, value: unknown) => string | null {
  const { t, locale } = useText();
  const me = useMe();
  const people = useQuery(peopleQuery);
  return (field, value) => {
    if (value === null || value === undefined || value === '') return null;
    const option = (one: unknown) => field.options?.find((each) => each.value === String(one))?.label ?? String(one);
    switch (field.type) {
      case 'number':
        return typeof value === 'number' ? number(value, locale) : String(value);
      case 'money':
        return typeof value === 'number' ? money(value, locale, me.installation.currency) : String(value);
      case 'boolean':
        return value === true ? t('yes') : t('no');
      case 'phone':
        return phone(String(value));
      case 'select':
        return option(value);
      case 'multiSelect':
        return Array.isArray(value) ? value.map(option).join(', ') || null : option(value);
      case 'reference':
        return names.get(String(value)) ?? String(value);
      case 'user':
        return people.data?.users.find((user) => user.id === value)?.name ?? names.get(String(value)) ?? String(value);
      case 'date': {
        const at = Date.parse(`${String(value).slice(0, 10)}T12:00:00Z`);
        return Number.isFinite(at) ? dayMonth(at, locale, 'UTC', serverNow()) : String(value);
      }
      case 'dateTime':
      case 'callBack': {
        const at = Date.parse(String(value));
        return Number.isFinite(at) ? moment(at, locale, me.zone, serverNow()) : String(value);
      }
      case 'json':
        return JSON.stringify(value);
      default:
        return String(value);
    }
  };
}
