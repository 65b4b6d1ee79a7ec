import type { Locale } from '../../../api/contract/common.ts';
import { cached, intlTag } from './locale.ts';

export function number(value: number, locale: Locale, digits = 20): string {
  return cached(
    `number ${locale} ${digits}`,
    () => new Intl.NumberFormat(intlTag[locale], { useGrouping: 'always', maximumFractionDigits: digits } as Intl.NumberFormatOptions),
  ).format(value);
}

/** Whole amounts without decimals: `12 400 zł`. */
export function money(value: number, locale: Locale, currency: string): string {
  const digits = Number.isInteger(value) ? 0 : 2;
  return cached(
    `money ${locale} ${currency} ${digits}`,
    () =>
      new Intl.NumberFormat(intlTag[locale], {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        useGrouping: 'always',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      } as Intl.NumberFormatOptions),
  ).format(value);
}

export function bytes(size: number, locale: Locale): string {
  if (size < 1000) return unit(size, 'byte', locale);
  if (size < 1_000_000) return unit(Math.round(size / 1000), 'kilobyte', locale);
  return unit(Math.round(size / 100_000) / 10, 'megabyte', locale);
}

function unit(value: number, name: string, locale: Locale): string {
  return cached(
    `unit ${locale} ${name}`,
    () => new Intl.NumberFormat(intlTag[locale], { style: 'unit', unit: name, unitDisplay: 'short' }),
  ).format(value);
}

/** A phone as it is read aloud: `+48 601 000 112`. Only spaces are added; what is stored stays. */
export function phone(stored: string): string {
  const match = /^\+(48|7|1|44|49|380|375)(\d{7,10})$/.exec(stored.replace(/[\s()-]/g, ''));
  if (!match) return stored;
  const [, country = '', rest = ''] = match;
  const groups = rest.length === 9 ? [3, 3, 3] : rest.length === 10 ? [3, 3, 2, 2] : rest.length === 8 ? [2, 3, 3] : [3, 2, 2];
  const parts = groups.map((size, index) => {
    const from = groups.slice(0, index).reduce((sum, each) => sum + each, 0);
    return rest.slice(from, from + size);
  });
  return `+${country} ${parts.join(' ')}`;
}
