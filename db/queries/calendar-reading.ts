import { sql } from 'kysely';
import type { CalendarDefinition } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';

/** The version of the named calendar, or of the installation's default, that is in force at an instant. */
export async function findCalendar(db: Db, name: string | null, at: Date): Promise<CalendarDefinition | undefined> {
  const { rows } = await sql<{ definition: CalendarDefinition }>`
    select definition from calendar where ${name === null ? sql`is_default` : sql`name = ${name}`} and valid_from <= ${at} order by version desc limit 1
  `.execute(db);
  return rows[0]?.definition;
}

/** The calendar by which a person agrees call-backs: the task's, else that of the first of his teams that has one, else the default. */
export async function findCallBackCalendar(
  db: Db,
  who: { task?: { instanceId: string; elementInstance: number }; teams: string[] },
  at: Date,
): Promise<CalendarDefinition | undefined> {
  const { rows } = await sql<{ name: string | null }>`
    select coalesce(
      (select calendar from user_task where instance_id = ${who.task?.instanceId ?? null} and element_instance = ${who.task?.elementInstance ?? null}),
      (select calendar from team where key = any(${who.teams}::text[]) and calendar is not null order by key limit 1)) as name
  `.execute(db);
  return (await findCalendar(db, rows[0]?.name ?? null, at)) ?? findCalendar(db, null, at);
}

/** One version, in force or not. */
export async function findCalendarVersion(db: Db, name: string, version: number): Promise<CalendarDefinition | undefined> {
  const row = await db
    .selectFrom('calendar')
    .select('definition')
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.definition;
}

export async function listCalendarNames(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('calendar').select('name').distinct().orderBy('name').execute();
  return rows.map((row) => row.name);
}

/** The versions of one calendar, or the newest of each; newest first. `validFrom` null = always. */
export async function listCalendarVersions(db: Db, name?: string) {
  const rows = await db
    .selectFrom('calendar')
    .select(['name', 'version', 'definition', 'is_default as isDefault', 'created_by as createdBy'])
    .select([sql<Date>`created_at`.as('createdAt'), sql<Date | null>`nullif(valid_from, '-infinity')`.as('validFrom')])
    .$if(name !== undefined, (query) => query.where('name', '=', name as string))
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
  return rows;
}

export function listCalendarRules(db: Db) {
  return sql<{ kind: 'customer' | 'region' | 'team'; value: string; calendar: string; name: string }>`
    select kind, value, calendar, coalesce(o.name, value) as name from calendar_rule left join organisation o on kind = 'customer' and o.id::text = value
    union all select 'team', key, calendar, name from team where calendar is not null order by 1, 4, 2
  `
    .execute(db)
    .then(({ rows }) => rows);
}
