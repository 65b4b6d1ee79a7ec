import { dateAndTime, duration, parseDate, time } from 'feelin';

/** A column of a temporal type reads the ISO texts that variables hold. Anything else stays as it is. */
export function coerce(value: unknown, typeRef: string | undefined): unknown {
  if (typeof value !== 'string' || typeRef === undefined) return value;
  switch (typeRef.replace(/^feel:/, '')) {
    case 'date':
      return (/^\d{4}-\d{2}-\d{2}/.test(value) ? parseDate(value.slice(0, 10)) : null) ?? value;
    case 'dateTime':
    case 'date and time':
      return (/^\d{4}-\d{2}-\d{2}/.test(value) ? dateAndTime(value) : null) ?? value;
    case 'time':
      return (/^\d{2}:\d{2}/.test(value) ? time(value) : null) ?? value;
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
    case 'days and time duration':
    case 'years and months duration':
      return duration(value) ?? value;
    default:
      return value;
  }
}
