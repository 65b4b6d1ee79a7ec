import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { type Reach, recordWithin } from './reach.ts';

/** Ids somebody wants to refer to, by what they are of. */
export interface References {
  records: string[];
  people: string[];
  organisations: string[];
}

/**
 * Those of these ids that `reach` sees: records within it, and people and organisations of such records (any of them, where it sees all).
 * Whoever refers to something is shown it, so he may refer to nothing else.
 */
export async function visibleReferences(db: Db, reach: Reach, wanted: References): Promise<Set<string>> {
  const ofRecord = (column: 'person_id' | 'organisation_id', id: string) =>
    reach.all
      ? sql<boolean>`true`
      : sql<boolean>`exists (select 1 from record r where r.${sql.ref(column)} = ${sql.ref(id)} and ${recordWithin(reach, 'r')})`;
  const { rows } = await sql<{ id: string }>`
    select record.id from record where record.id = any(${wanted.records}::uuid[]) and ${recordWithin(reach)}
    union all select p.id from person p where p.id = any(${wanted.people}::uuid[]) and ${ofRecord('person_id', 'p.id')}
    union all select o.id from organisation o where o.id = any(${wanted.organisations}::uuid[]) and ${ofRecord('organisation_id', 'o.id')}
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}
