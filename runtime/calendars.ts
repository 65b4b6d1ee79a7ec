import type { Database } from '../db/database.ts';
import { readCalendars } from '../db/queries/calendars.ts';
import type { Calendars } from './door-context.ts';

const refreshMs = 5_000;

/** Calendars of the installation, read again every few seconds without making a command wait. */
export function createCalendars(db: Database): Calendars & { refresh(): Promise<void> } {
  let loaded: ReturnType<Calendars['current']> | undefined;
  let loadedAt = 0;

  async function load() {
    const rows = await readCalendars(db);
    const calendars = Object.fromEntries(rows.map((row) => [row.name, { ...row.definition, version: row.version }]));
    return { calendars, defaultCalendar: rows.find((row) => row.is_default)?.name };
  }

  function refresh(): Promise<void> {
    loadedAt = performance.now();
    const next = load();
    return next.then(
      () => {
        loaded = next;
      },
      (error) => {
        if (!loaded) throw error;
      },
    );
  }

  return {
    refresh,
    async current() {
      const waiting = performance.now() - loadedAt > refreshMs ? refresh() : undefined;
      if (!loaded) await (waiting ?? refresh());
      return loaded ?? load();
    },
  };
}
