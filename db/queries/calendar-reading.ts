import { sql } from 'kysely';
import type { CalendarDefinition } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';

/** Newest version of the named calendar, or of the installation's default. */
export async function findCalendar(db: Db, name: string | null): Promise<CalendarDefinition | undefined> {
  const { rows } = await sql<{ definition: CalendarDefinition }>`
    select definition from calendar where ${name === null ? sql`is_default` : sql`name = ${name}`} order by version desc limit 1
  `.execute(db);
  return rows[0]?.definition;
}

export async function listCalendarNames(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('calendar').select('name').distinct().orderBy('name').execute();
  return rows.map((row) => row.name);
}
