import type { Database } from '../db/database.ts';
import { readCalendarRules, readCalendars } from '../db/queries/calendars.ts';
import type { Instant } from '../engine/contract/index.ts';
import type { Calendars } from './door-context.ts';

const refreshMs = 5_000;
/** Older than this they are not used any more: who waits for a changed calendar to be known everywhere waits a little longer. */
export const staleMs = 30_000;

/** Calendars of the installation, read again every few seconds without making a command wait. */
export function createCalendars(db: Database, now: () => Instant): Calendars {
  let loaded: ReturnType<Calendars['current']> | undefined;
  let loadedAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  /** On the product's clock, which tests move. */
  let asOf = Number.NEGATIVE_INFINITY;

  async function load() {
    const rows = await readCalendars(db, new Date(now()));
    const calendars = Object.fromEntries(rows.map((row) => [row.name, { ...row.definition, version: row.version }]));
    return { calendars, defaultCalendar: rows.find((row) => row.is_default)?.name, calendarRules: await readCalendarRules(db) };
  }

  function refresh(): Promise<void> {
    const began = performance.now();
    const beganAsOf = now();
    askedAt = began;
    const next = load();
    return next.then(
      () => {
        loaded = next;
        loadedAt = began;
        asOf = beganAsOf;
      },
      (error) => {
        if (!loaded) throw error;
      },
    );
  }

  return {
    loaded: () => loaded,
    async fresh(since) {
      if (asOf <= since) await refresh();
    },
    async current() {
      const age = performance.now() - loadedAt;
      const waiting = performance.now() - askedAt > refreshMs || now() - asOf > staleMs ? refresh() : undefined;
      if (!loaded || age > staleMs || now() - asOf > staleMs) await (waiting ?? refresh());
      return loaded ?? load();
    },
  };
}
