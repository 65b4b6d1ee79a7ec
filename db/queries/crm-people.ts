import { type Selectable, sql } from 'kysely';
import type { Db, Transaction } from '../database.ts';
import type { OrganisationTable } from '../tables/crm-organisation.ts';
import type { PersonTable } from '../tables/crm-person.ts';

export type PersonRow = Selectable<PersonTable>;
export type OrganisationRow = Selectable<OrganisationTable>;
export interface PointValue {
  kind: 'phone' | 'email';
  value: string;
  raw: string;
}

/** Serialises whoever is about to make a person of one of these values; sorted, so that two never wait for each other. */
export async function lockContactValues(trx: Transaction, points: PointValue[]): Promise<void> {
  for (const key of [...new Set(points.map((point) => `${point.kind}:${point.value}`))].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`contact:${key}`}, 7236105))`.execute(trx);
  }
}

export interface KnownPerson {
  id: string;
  name: string;
  owner: string | null;
  team: string | null;
  kind: 'phone' | 'email';
  value: string;
}

/** People with one of these values, the survivor of a merge in place of the merged; customers first, then the oldest. */
export async function findPeopleByPoints(db: Db, points: PointValue[]): Promise<KnownPerson[]> {
  if (points.length === 0) return [];
  const values = sql.join(points.map((point) => sql`(${point.kind}, ${point.value})`));
  const { rows } = await sql<KnownPerson>`
    select coalesce(survivor.id, person.id) as id, coalesce(survivor.name, person.name) as name,
      coalesce(survivor.owner, person.owner) as owner, coalesce(survivor.team, person.team) as team, point.kind, point.value
    from contact_point point join person on person.id = point.person_id left join person survivor on survivor.id = person.merged_into
    where (point.kind, point.value) in (${values}) and point.status <> 'wrong'
    order by (coalesce(survivor.owner, person.owner) is null), person.created_at, person.id
  `.execute(db);
  return rows;
}

export async function getPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  return db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface NewPerson {
  id: string;
  name: string;
  firstName: string | null;
  patronymic: string | null;
  lastName: string | null;
  language: string | null;
  country: string | null;
  city: string | null;
  owner: string | null;
  team: string | null;
  at: Date;
}

/** Twice with the same id makes one. */
export async function insertPerson(db: Db, person: NewPerson): Promise<void> {
  const { firstName, lastName, at, ...rest } = person;
  await db
    .insertInto('person')
    .values({ ...rest, first_name: firstName, last_name: lastName, search: person.name.toLowerCase(), created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function addContactPoints(db: Db, personId: string, points: PointValue[], at: Date): Promise<void> {
  if (points.length === 0) return;
  await db
    .insertInto('contact_point')
    .values(points.map((point) => ({ id: sql<string>`gen_random_uuid()`, ...point, person_id: personId, created_at: at })))
    .onConflict((conflict) => conflict.columns(['person_id', 'kind', 'value']).where('person_id', 'is not', null).doNothing())
    .execute();
}

export async function listContactPoints(db: Db, personId: string): Promise<PointValue[]> {
  return db
    .selectFrom('contact_point')
    .select(['kind', 'value', 'raw'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Who looks after him; `overwrite` false keeps the one he has. */
export async function setPersonOwner(db: Db, personId: string, owner: string | null, team: string | null, at: Date): Promise<void> {
  await db.updateTable('person').set({ owner, team, updated_at: at }).where('id', '=', personId).where('owner', 'is', null).execute();
}

export async function findOrganisations(db: Db, nameKey: string): Promise<OrganisationRow[]> {
  return db
    .selectFrom('organisation')
    .selectAll()
    .where('name_key', '=', nameKey)
    .where('merged_into', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Where he works now, the latest first. */
export async function findEmployers(db: Db, personId: string): Promise<{ id: string; name: string; name_key: string }[]> {
  return db
    .selectFrom('employment')
    .innerJoin('organisation', 'organisation.id', 'employment.organisation_id')
    .select(['organisation.id', 'organisation.name', 'organisation.name_key'])
    .where('employment.person_id', '=', personId)
    .where('employment.to_on', 'is', null)
    .orderBy('employment.from_on', (order) => order.desc().nullsLast())
    .orderBy('organisation.id')
    .execute();
}

export interface NewOrganisation {
  id: string;
  name: string;
  nameKey: string;
  country: string | null;
  city: string | null;
  website: string | null;
  business: string | null;
  owner: string | null;
  team: string | null;
  at: Date;
}

export async function insertOrganisation(db: Db, organisation: NewOrganisation): Promise<void> {
  const { nameKey, at, ...rest } = organisation;
  await db
    .insertInto('organisation')
    .values({ ...rest, name_key: nameKey, search: `${organisation.name} ${nameKey}`.toLowerCase(), created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function insertEmployment(
  db: Db,
  id: string,
  personId: string,
  organisationId: string,
  position: string | null,
): Promise<void> {
  await db
    .insertInto('employment')
    .values({ id, person_id: personId, organisation_id: organisationId, position })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
