import type { Say } from '../text/text.ts';

/** A stretch of time in at most two units: `22 min`, `1 h 10`, `2 d 3 h`. */
export function distance(ms: number, t: Say): string {
  const minutes = Math.max(0, Math.floor(Math.abs(ms) / 60_000));
  if (minutes < 60) return t('distance.minutes', { minutes: Math.max(1, minutes) });
  const hours = Math.floor(minutes / 60);
  if (hours < 24)
    return minutes % 60 && hours < 10
      ? t('distance.hoursMinutes', { hours, minutes: String(minutes % 60).padStart(2, '0') })
      : t('distance.hours', { hours });
  const days = Math.floor(hours / 24);
  return hours % 24 && days < 3 ? t('distance.daysHours', { days, hours: hours % 24 }) : t('distance.days', { days });
}
