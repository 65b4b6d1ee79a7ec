import type { CalendarDefinition, CalendarRules, CompiledPackage, DecideContext, Json, Variables } from '../contract/index.ts';
import { getOwn } from './own.ts';

/** What of the context tells the time. */
export type Calendars = Pick<DecideContext, 'calendars' | 'defaultCalendar'>;

/** Written as a calendar's name: no working time, the clock runs day and night. */
export const roundTheClock = 'none';

/** The calendar by rule for a task of these groups: the customer's, the region's, its group's; undefined = the default. */
export function calendarByRule(rules: CalendarRules | undefined, records: () => Json[], groups: string[]): string | undefined {
  for (const { field, calendars } of rules?.fields ?? []) {
    for (const record of records()) {
      const value = getOwn(record as Variables, field);
      const name = typeof value === 'string' ? getOwn(calendars, value) : undefined;
      if (name !== undefined) return name;
    }
  }
  for (const group of groups) {
    const name = getOwn(rules?.groups, group);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The calendar of this name, the installation's before the package's. No name: the installation's default. Null: round the clock. */
export function findCalendar(
  ctx: Calendars,
  pkg: CompiledPackage,
  name: string | undefined,
): { ok: true; calendar: CalendarDefinition | null } | { ok: false; name: string } {
  const wanted = name ?? ctx.defaultCalendar;
  if (wanted === undefined || wanted === roundTheClock) return { ok: true, calendar: null };
  const found = installed(ctx, wanted) ?? pkg.calendars.find((each) => each.name === wanted);
  return found ? { ok: true, calendar: found } : { ok: false, name: wanted };
}

/** Zone of dates and times without an offset: that of the installation's default calendar. */
export function zoneOf(ctx: Calendars): string {
  return (ctx.defaultCalendar !== undefined && installed(ctx, ctx.defaultCalendar)?.zone) || 'UTC';
}

/** The clock a timer with this calendar's name runs by; a calendar that is gone leaves it to run round the clock. */
export function clockOf(
  ctx: Calendars,
  pkg: CompiledPackage,
  name: string | undefined,
): { calendar: CalendarDefinition | null; zone: string } {
  const found = name === undefined ? null : findCalendar(ctx, pkg, name);
  return { calendar: found?.ok ? found.calendar : null, zone: zoneOf(ctx) };
}

function installed(ctx: Calendars, name: string): CalendarDefinition | undefined {
  return Object.hasOwn(ctx.calendars, name) ? ctx.calendars[name] : undefined;
}
