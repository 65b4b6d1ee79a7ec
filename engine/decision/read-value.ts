import { baseOf, coerce } from '../expression/types/coerce.ts';
import type { AllowedCheck } from '../expression/types/conforms.ts';
import type { FeelType } from '../expression/types/feel-type.ts';
import { isContext, newContext } from '../expression/values/context.ts';
import { FeelDate } from '../expression/values/feel-date.ts';
import { FeelDateTime } from '../expression/values/feel-date-time.ts';
import { parseDuration } from '../expression/values/feel-duration.ts';
import { FeelTime } from '../expression/values/feel-time.ts';

/** A value of a declared type, as variables hold it: ISO texts become the dates, times and durations they stand for. */
export function readValue(value: unknown, type: FeelType): unknown {
  const base = baseOf(type);
  if (typeof value === 'string') return temporal(value, base.kind) ?? value;
  if (Array.isArray(value)) return value.map((item) => readValue(item, base.kind === 'list' ? base.of : base));
  if (base.kind === 'list') return readValue(value, base.of);
  if (base.kind !== 'context' || !isContext(value) || base.entries.length === 0) return value;
  const entries = new Map(base.entries);
  const read = newContext();
  for (const [name, entry] of Object.entries(value)) {
    const own = entries.get(name);
    read[name] = own ? readValue(entry, own) : entry;
  }
  return read;
}

/** The value read and fitted to its type; undefined when it is of another. */
export function fittedValue(value: unknown, type: FeelType, allowed: AllowedCheck): unknown {
  return coerce(readValue(value, type), type, allowed);
}

function temporal(text: string, kind: FeelType['kind']): unknown {
  switch (kind) {
    case 'date':
      return FeelDate.parse(text) ?? FeelDateTime.parse(text)?.date;
    case 'date and time':
      return FeelDateTime.parse(text);
    case 'time':
      return FeelTime.parse(text);
    case 'days and time duration':
    case 'years and months duration':
      return parseDuration(text);
    default:
      return null;
  }
}
