import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { toInstant } from './zone.ts';

/**
 * The instant from which two versions of a calendar may give different deadlines: none that is due by then moves. `-Infinity` when
 * zone or week differ, null when nothing does that a deadline depends on (names of days).
 */
export function firstDifference(a: CalendarDefinition, b: CalendarDefinition): Instant | null {
  if (a.zone !== b.zone || JSON.stringify(weekOf(a)) !== JSON.stringify(weekOf(b))) return Number.NEGATIVE_INFINITY;
  const dates = [...new Set([...Object.keys(a.days), ...Object.keys(b.days)])].sort();
  const first = dates.find((date) => JSON.stringify(a.days[date] ?? null) !== JSON.stringify(b.days[date] ?? null));
  return first === undefined ? null : toInstant(Date.parse(`${first}T00:00:00Z`), a.zone);
}

function weekOf({ week }: CalendarDefinition): [string, string][][] {
  return ['1', '2', '3', '4', '5', '6', '7'].map((day) => week[day] ?? []);
}
