import type { Locale } from '../contract/index.ts';

/** Milliseconds in one unit people would say them in, `12 min`, `3 hr`, `5 days`; at least a minute. */
export function spanText(ms: number, locale: Locale): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const hours = Math.round(minutes / 60);
  const [count, unit] = minutes < 60 ? [minutes, 'minute'] : hours < 48 ? [hours, 'hour'] : [Math.round(hours / 24), 'day'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: String(unit), unitDisplay: 'short' }).format(Number(count));
}

const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;

/** An ISO duration in words, `PT1H30M` as `1 hour, 30 minutes`; anything else stays as it is. */
export function durationText(iso: string, locale: Locale): string {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso);
  const parts = units.flatMap((unit, index) => {
    const count = Number(match?.[index + 1] ?? 0);
    return count > 0 ? [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)] : [];
  });
  return parts.length > 0 ? parts.join(', ') : iso;
}
