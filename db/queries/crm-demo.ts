import type { Db } from '../database.ts';
import type { AppUserTable } from '../tables/api-user.ts';

export interface NewColleague {
  id: string;
  login: string;
  name: string;
  email: string;
  passwordHash: string;
  demoPassword: string;
  roles: string[];
  locale: string;
  languages: string[];
  skills: string[];
  territories: string[];
  capacity: number;
  joinedOn: string;
  teams: string[];
}

/** Twice makes them once. */
export async function insertTeams(db: Db, teams: { key: string; name: string; kind: string; calendar: string | null }[]): Promise<void> {
  await db
    .insertInto('team')
    .values(teams)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

export async function insertColleagues(db: Db, people: NewColleague[]): Promise<void> {
  await db
    .insertInto('app_user')
    .values(
      people.map(({ passwordHash, demoPassword, joinedOn, teams: _, ...rest }) => ({
        ...rest,
        password_hash: passwordHash,
        demo: true,
        demo_password: demoPassword,
        joined_on: joinedOn,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await db
    .insertInto('membership')
    .values(people.flatMap((person) => person.teams.map((team) => ({ user_id: person.id, team_key: team }))))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function listDemoPeople(db: Db): Promise<Pick<AppUserTable, 'login' | 'name' | 'demo_password' | 'roles'>[]> {
  const rows = await db
    .selectFrom('app_user')
    .select(['login', 'name', 'demo_password', 'roles'])
    .where('demo', '=', true)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows as never;
}

/** The open task of an element, by the number that commands name. */
export async function findOpenTask(
  db: Db,
  instanceId: string,
  element: string,
): Promise<{ id: number; assignee: string | null } | undefined> {
  const row = await db
    .selectFrom('user_task')
    .select(['element_instance', 'assignee'])
    .where('instance_id', '=', instanceId)
    .where('element', '=', element)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return row && { id: row.element_instance, assignee: row.assignee };
}

/** The newest open case that owns a record. */
export async function findOpenOwner(db: Db, recordId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('instance_record')
    .innerJoin('instance', 'instance.id', 'instance_record.instance_id')
    .select('instance.id')
    .where('record_id', '=', recordId)
    .where('relation', '=', 'owns')
    .where('instance.status', '=', 'open')
    .orderBy('instance.started_at', 'desc')
    .executeTakeFirst();
  return row?.id;
}

export async function findRecordByField(db: Db, type: string, field: string, value: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('record')
    .select('id')
    .where('type', '=', type)
    .where((where) => where(where.ref('fields', '->>').key(field as never), '=', value as never))
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row?.id;
}

export async function countRecords(db: Db): Promise<number> {
  const row = await db
    .selectFrom('record')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** Jobs of a case that wait to be done, oldest first. */
export async function listWaitingJobs(db: Db, instanceId: string) {
  return db
    .selectFrom('job')
    .select(['key', 'type', 'element', 'input', 'attempts', 'max_attempts'])
    .where('instance_id', '=', instanceId)
    .where('status', 'in', ['waiting', 'begun'])
    .orderBy('created_at')
    .orderBy('key')
    .execute();
}

export async function listInstanceRecords(db: Db, instanceId: string) {
  return db
    .selectFrom('instance_record')
    .select(['alias', 'type', 'record_id as id', 'relation'])
    .where('instance_id', '=', instanceId)
    .orderBy('alias')
    .execute();
}

/** Open cases with a timer that is due. */
export async function listDueInstances(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('instance')
    .select('id')
    .where('status', '=', 'open')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute();
  return rows.map((row) => row.id);
}

export interface OpenTask {
  id: number;
  element: string;
  createdAt: Date;
  followUpAt: Date | null;
}

export async function listOpenTasks(db: Db, instanceId: string): Promise<OpenTask[]> {
  const rows = await db
    .selectFrom('user_task')
    .select(['element_instance', 'element', 'created_at', 'follow_up_at'])
    .where('instance_id', '=', instanceId)
    .where('status', '=', 'open')
    .orderBy('element_instance')
    .execute();
  return rows.map((row) => ({ id: row.element_instance, element: row.element, createdAt: row.created_at, followUpAt: row.follow_up_at }));
}

/** When a case's earliest timer is due; null = none, or the case has ended. */
export async function findDue(db: Db, instanceId: string): Promise<Date | null> {
  const row = await db.selectFrom('instance').select('due_at').where('id', '=', instanceId).where('status', '=', 'open').executeTakeFirst();
  return row?.due_at ?? null;
}
