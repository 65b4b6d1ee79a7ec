import { listCalendarRules, listCalendarVersions } from '../../../db/queries/calendar-reading.ts';
import { listCalendars as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { inForceAt, versionView } from '../../views/calendar.ts';

export const listCalendars = endpoint(route, async ({ deps }) => {
  const [versions, rules] = await Promise.all([listCalendarVersions(deps.db), listCalendarRules(deps.db)]);
  const now = deps.now();
  const items = [...new Set(versions.map((row) => row.name))].map((name) => {
    const own = versions.filter((row) => row.name === name);
    const row = inForceAt(own, now) ?? (own.at(-1) as (typeof own)[number]);
    const [newest] = own;
    const next = newest && newest.version > row.version ? versionView(newest) : null;
    return { name, isDefault: row.isDefault, zone: row.definition.zone, ...versionView(row), nextVersion: next };
  });
  return { items, rules };
});
