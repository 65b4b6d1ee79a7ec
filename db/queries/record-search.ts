import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { type Reach, recordWithin } from './reach.ts';
import { recordsMatching, type SearchTerms } from './record-filter.ts';
import { contactColumns } from './task-row.ts';

export interface SearchHit {
  id: string;
  kind: string;
  title: string;
  number: number | null;
  stage: string | null;
  contactName: string | null;
  organisation: string | null;
}

/** Records that match, and people who match without a matching record; with the number of both. */
export async function search(
  db: Db,
  reach: Reach,
  terms: SearchTerms,
  now: Date,
  limit: number,
): Promise<{ hits: SearchHit[]; total: number }> {
  const matching = sql`hits as (select r.id, r.type, r.number, r.title, r.stage, r.person_id, r.updated_at, r.fields, r.organisation_id
    from record r where ${recordsMatching(reach, { search: terms }, now)})`;
  const words = terms.words.map(
    (spellings) =>
      sql`(${sql.join(
        spellings.map((word) => sql`p.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
        sql` or `,
      )})`,
  );
  const ways = [sql`(${words.length > 0 ? sql.join(words, sql` and `) : sql`false`})`];
  if (terms.phone && !terms.unsearched)
    ways.push(
      sql`exists (select 1 from contact_point c where c.person_id = p.id and c.kind = 'phone' and c.value like ${`%${terms.phone}`})`,
    );
  const seen = reach.all
    ? sql`true`
    : sql`(p.owner = ${reach.user} or p.team = any(${reach.teams}::text[])
        or exists (select 1 from record r where r.person_id = p.id and ${recordWithin(reach, 'r')}))`;
  const shownName = terms.unsearched ? sql` and p.name !~ ${terms.unsearched.texts}` : sql``;
  const people = sql`people as (select p.id, p.name from person p where p.merged_into is null and (${sql.join(ways, sql` or `)}) and ${seen}${shownName}
    and not exists (select 1 from hits where hits.person_id = p.id) limit 1000)`;
  const { rows } = await sql<SearchHit & { total: number }>`
    with ${matching}, ${people}
    select *, ((select count(*) from hits) + (select count(*) from people))::int as total from (
      (select r.id, r.type as kind, r.title, r.number, r.stage, ${contactColumns} from hits r order by r.updated_at desc, r.id limit ${limit})
      union all
      (select id, 'person', name, null, null, null, null, null, null from people order by name, id limit ${limit})
    ) found limit ${limit}
  `.execute(db);
  return { hits: rows, total: rows[0]?.total ?? 0 };
}
