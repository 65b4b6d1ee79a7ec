import type { Locale } from '../../../api/contract/common.ts';
import { dayMonth, moment, time } from './dates.ts';
import { cached, intlTag } from './locale.ts';

const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;
const day = /^\d{4}-\d\d-\d\d$/;
const clock = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?$/;
const duration = /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;
const units = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

export interface Reading {
  locale: Locale;
  zone: string;
  now: number;
}

/** A text that FEEL wrote, as people read it: dates, moments, times and durations in words; null = it is none of these. */
export function feelText(text: string, { locale, zone, now }: Reading): string | null {
  const at = instant.exec(text);
  if (at) {
    // Without an offset it is the wall clock's, wherever one reads it.
    const ms = Date.parse(at[2] ? text : `${at[1]}Z`);
    return Number.isFinite(ms) ? moment(ms, locale, at[2] ? zone : 'UTC', now) : null;
  }
  if (day.test(text)) {
    const noon = Date.parse(`${text}T12:00:00Z`);
    return Number.isFinite(noon) ? dayMonth(noon, locale, 'UTC', now) : null;
  }
  const hour = clock.exec(text);
  if (hour) return time(Date.UTC(2000, 0, 1, Number(hour[1]), Number(hour[2])), locale, 'UTC');
  const span = duration.exec(text);
  return span ? spanWords(span.slice(2), span[1] === '-', locale) : null;
}

function spanWords(amounts: (string | undefined)[], negative: boolean, locale: Locale): string {
  const said = amounts.flatMap((amount, index) =>
    amount && Number(amount) > 0 ? [unit(Number(amount), units[index] ?? 'day', locale)] : [],
  );
  const list = cached(`units ${locale}`, () => new Intl.ListFormat(intlTag[locale], { type: 'unit', style: 'long' }));
  return `${negative && said.length > 0 ? '−' : ''}${said.length > 0 ? list.format(said) : unit(0, 'day', locale)}`;
}

function unit(amount: number, name: string, locale: Locale): string {
  return cached(
    `unit long ${locale} ${name}`,
    () => new Intl.NumberFormat(intlTag[locale], { style: 'unit', unit: name, unitDisplay: 'long' }),
  ).format(amount);
}
