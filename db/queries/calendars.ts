import { sql } from 'kysely';
import type { CalendarDefinition } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';

/** The calendars in force: the highest version of each name. */
export function readCalendars(db: Db) {
  return db
    .selectFrom('calendar')
    .distinctOn('name')
    .select(['name', 'version', 'definition', 'is_default'])
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
}

/** Stores a calendar as the next version of its name. A default one takes over from the one before. */
export async function storeCalendar(
  db: Db,
  request: { definition: CalendarDefinition; isDefault: boolean; actor: string | null },
): Promise<number> {
  const { definition, isDefault, actor } = request;
  const newest = db
    .selectFrom('calendar')
    .select(sql<number>`coalesce(max(version), 0) + 1`.as('next'))
    .where('name', '=', definition.name);
  const { next } = await newest.executeTakeFirstOrThrow();
  if (isDefault) await db.updateTable('calendar').set({ is_default: false }).where('is_default', '=', true).execute();
  await db
    .insertInto('calendar')
    .values({
      name: definition.name,
      version: next,
      definition: JSON.stringify({ ...definition, version: next }),
      is_default: isDefault,
      created_by: actor,
    })
    .execute();
  return next;
}
