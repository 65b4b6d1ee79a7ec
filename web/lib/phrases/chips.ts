import { instantOf, wallOf } from '../format/dates.ts';

export type Chip = { kind: 'inHours'; hours: number; at: number } | { kind: 'day'; day: 'today' | 'tomorrow' | 'weekday'; at: number };

const dayMs = 86_400_000;

/** Four moments that fit most calls, all ahead: in 2 h, today 16:00, tomorrow 10:00, Friday; what is past or on a weekend gives way to the next. */
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
  const until = (wanted: number) => [2, 3, 4, 5, 6, 7, 8].find((days) => weekday(days) === wanted) ?? 7;
  const minute = Math.ceil(now / 300_000) * 300_000;
  const chips: Chip[] = [{ kind: 'inHours', hours: 2, at: minute + 2 * 3_600_000 }];
  if (works(0) && at(0, 16) > now + 30 * 60_000) chips.push({ kind: 'day', day: 'today', at: at(0, 16) });
  if (works(1)) chips.push({ kind: 'day', day: 'tomorrow', at: at(1, 10) });
  for (const wanted of [5, 1, 3]) chips.push({ kind: 'day', day: 'weekday', at: at(until(wanted), 10) });
  const [first, ...rest] = chips;
  return [first!, ...rest.sort((a, b) => rank(a) - rank(b)).slice(0, 3)].sort((a, b) => a.at - b.at);
}

/** Today and tomorrow before the weekdays, those in the order given. */
function rank(chip: Chip): number {
  return chip.kind === 'day' && chip.day === 'weekday' ? 1 : 0;
}
