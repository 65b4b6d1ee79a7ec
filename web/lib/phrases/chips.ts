import { instantOf, wallOf } from '../format/dates.ts';

export type Chip = { kind: 'inHours'; hours: number; at: number } | { kind: 'day'; day: 'today' | 'tomorrow' | 'weekday'; at: number };

const dayMs = 86_400_000;

/** Four moments that fit most calls, all ahead: in 2 h, today 16:00, tomorrow 10:00, Friday; what is past, on a weekend or said already gives way to the next. */
export function chipsAt(now: number, zone: string): Chip[] {
  const at = (days: number, hour: number) => {
    const day = wallOf(now + days * dayMs, zone);
    return instantOf({ ...day, hour, minute: 0 }, zone);
  };
  const weekday = (days: number) => {
    const { year, month, day } = wallOf(now + days * dayMs, zone);
    return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  };
  const works = (days: number) => weekday(days) !== 0 && weekday(days) !== 6;
  // Only days whose name means no other one: tomorrow is said as such, and "Fri" said on a Thursday is not that of the week after.
  const until = (wanted: number) => [2, 3, 4, 5, 6].find((days) => weekday(days) === wanted);
  const minute = Math.ceil(now / 300_000) * 300_000;
  const chips: Chip[] = [{ kind: 'inHours', hours: 2, at: minute + 2 * 3_600_000 }];
  if (works(0) && at(0, 16) > now + 30 * 60_000) chips.push({ kind: 'day', day: 'today', at: at(0, 16) });
  if (works(1)) chips.push({ kind: 'day', day: 'tomorrow', at: at(1, 10) });
  for (const wanted of [5, 1, 3, 2, 4]) {
    const days = until(wanted);
    if (days !== undefined) chips.push({ kind: 'day', day: 'weekday', at: at(days, 10) });
  }
  const [first, ...others] = chips;
  const rest = others.filter((chip) => chip.at !== first?.at);
  return [first!, ...rest.sort((a, b) => rank(a) - rank(b)).slice(0, 3)].sort((a, b) => a.at - b.at);
}

/** Today and tomorrow before the weekdays, those in the order given. */
function rank(chip: Chip): number {
  return chip.kind === 'day' && chip.day === 'weekday' ? 1 : 0;
}
