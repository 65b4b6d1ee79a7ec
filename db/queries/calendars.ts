import { sql } from 'kysely';
import type { CalendarDefinition, CalendarRules } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';

/** The calendars in force: the highest version of each name whose time has come. */
export function readCalendars(db: Db, at: Date) {
  return db
    .selectFrom('calendar')
    .distinctOn('name')
    .select(['name', 'version', 'definition', 'is_default'])
    .where(sql<boolean>`valid_from <= ${at}`)
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
}

/** Field of a record that names its customer, and the one that names its region. */
const ruleFields = { customer: 'organisationId', region: 'region' } as const;

/** Which calendar a task goes by that names none: its customer's, its region's, its team's. */
export async function readCalendarRules(db: Db): Promise<CalendarRules> {
  const rules = await db.selectFrom('calendar_rule').select(['kind', 'value', 'calendar']).execute();
  const teams = await db.selectFrom('team').select(['key', 'calendar']).where('calendar', 'is not', null).execute();
  return {
    fields: (['customer', 'region'] as const).map((kind) => ({
      field: ruleFields[kind],
      calendars: Object.fromEntries(rules.filter((rule) => rule.kind === kind).map((rule) => [rule.value, rule.calendar])),
    })),
    groups: Object.fromEntries(teams.map((team) => [team.key, team.calendar as string])),
  };
}

export interface NewCalendar {
  definition: CalendarDefinition;
  /** Takes over from the default before. A new version of the default stays it. */
  isDefault: boolean;
  actor: string | null;
  /** In force from then on; absent = always, for the first of its name, else from now on by Postgres' clock. */
  validFrom?: Date;
  /** The version its author saw; another one since, and nothing is stored. */
  basedOn?: number;
}

export interface StoredCalendar {
  version: number;
  /** The calendar that was the default before. */
  defaultBefore: string | null;
}

/** Stores a calendar as the next version of its name; versions before it stay as they are. Null: another was stored meanwhile. */
export async function storeCalendar(db: Db, request: NewCalendar): Promise<StoredCalendar | null> {
  const { definition, isDefault, actor, validFrom } = request;
  const { name } = definition;
  // One at a time, of whatever name, since only one is the default: what is read below is still true when it is written.
  await sql`select pg_advisory_xact_lock(hashtext('calendar'))`.execute(db);
  const { rows } = await sql<{ next: number; defaultBefore: string | null }>`
    select coalesce(max(version) filter (where name = ${name}), 0) + 1 as next, min(name) filter (where is_default) as "defaultBefore" from calendar
  `.execute(db);
  const { next, defaultBefore } = rows[0] as { next: number; defaultBefore: string | null };
  if (request.basedOn !== undefined && next !== request.basedOn + 1) return null;
  if (isDefault) await sql`update calendar set is_default = name = ${name} where is_default or name = ${name}`.execute(db);
  const from = validFrom ? sql<never>`${validFrom}` : next === 1 ? sql<never>`'-infinity'` : sql<never>`now()`;
  const stored = await db
    .insertInto('calendar')
    .values({
      name,
      version: next,
      definition: JSON.stringify({ ...definition, version: next }),
      is_default: isDefault || defaultBefore === name,
      created_by: actor,
      valid_from: from,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  return stored ? { version: stored.version, defaultBefore } : null;
}

/** Sets or removes (null) the calendar of a customer, a region or a team. False: there is no such team. */
export async function setCalendarRule(
  db: Db,
  rule: { kind: 'customer' | 'region' | 'team'; value: string; calendar: string | null; actor: string; at: Date },
): Promise<boolean> {
  const { kind, value, calendar, actor, at } = rule;
  if (kind === 'team') {
    const { numUpdatedRows } = await db.updateTable('team').set({ calendar }).where('key', '=', value).executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }
  if (calendar === null) await db.deleteFrom('calendar_rule').where('kind', '=', kind).where('value', '=', value).execute();
  else {
    const row = { calendar, changed_at: at, changed_by: actor };
    await db
      .insertInto('calendar_rule')
      .values({ kind, value, ...row })
      .onConflict((conflict) => conflict.columns(['kind', 'value']).doUpdateSet(row))
      .execute();
  }
  return true;
}
