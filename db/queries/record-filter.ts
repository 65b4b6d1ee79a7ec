import { type RawBuilder, sql } from 'kysely';
import { type Reach, recordWithin } from './reach.ts';

/** What is looked for, already read by `api/views/search-terms.ts`. */
export interface SearchTerms {
  /** Each inner list: spellings of one word; a hit has one spelling of every word. */
  words: string[][];
  /** Digits of a phone number without country prefix, when the text is one. */
  phone?: string;
  /** The record's number, when the text is one. */
  number?: number;
  /** What the reader may not see, and so may not find. */
  unsearched?: Unsearched;
}

/** Parts of a record that a search passes over, and contact points with them. */
export interface Unsearched {
  /** Keys of fields. */
  fields: string[];
  /** Regular expression of titles, names and values that are not shown; one that Postgres reads as JavaScript does. */
  texts: string;
}

export interface RecordFilter {
  type?: string;
  stage?: string;
  status?: string;
  owner?: string;
  late?: boolean;
  campaign?: string;
  search?: SearchTerms;
}

/** A campaign by its key, or by its id. */
export function ofCampaign(campaign: string): RawBuilder<boolean> {
  return sql<boolean>`r.campaign_id in (select c.id from campaign c where c.key = ${campaign} or c.id::text = ${campaign})`;
}

/** The one place where a list, its count and a search say which records are meant. Alias of table `record`: `r`. */
export function recordsMatching(reach: Reach, filter: RecordFilter, now: Date): RawBuilder<boolean> {
  const conditions = [recordWithin(reach, 'r')];
  const { type, stage, status, owner, late, campaign, search } = filter;
  if (type !== undefined) conditions.push(sql<boolean>`r.type = ${type}`);
  if (stage !== undefined) conditions.push(sql<boolean>`r.stage = ${stage}`);
  if (status !== undefined) conditions.push(sql<boolean>`r.status = ${status}`);
  if (owner !== undefined) conditions.push(owner === '' ? sql<boolean>`r.owner is null` : sql<boolean>`r.owner = ${owner}`);
  if (campaign !== undefined) conditions.push(ofCampaign(campaign));
  const isLate = sql`exists (select 1 from user_task l where l.record_id = r.id and l.status = 'open' and l.due_at < ${now})`;
  if (late !== undefined) conditions.push(late ? sql<boolean>`${isLate}` : sql<boolean>`not ${isLate}`);
  if (search) conditions.push(searchCondition(search));
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function searchCondition({ words, phone, number, unsearched }: SearchTerms): RawBuilder<boolean> {
  const ways: RawBuilder<boolean>[] = [];
  if (words.length > 0) {
    const found = words.map((word) => anySpelling(word, sql`r.search`));
    // Of what the index finds, only what is found in the part that is shown.
    if (unsearched) {
      const seen = words.map((word) => anySpelling(word, sql`seen.search`));
      found.push(sql<boolean>`(select ${sql.join(seen, sql` and `)} from (${seenText(unsearched)}) seen)`);
    }
    ways.push(sql<boolean>`(${sql.join(found, sql` and `)})`);
  }
  if (phone && !unsearched) ways.push(sql<boolean>`r.search like ${`%${phone}%`}`);
  if (number !== undefined) ways.push(sql<boolean>`r.number = ${number}`);
  return ways.length > 0 ? sql<boolean>`(${sql.join(ways, sql` or `)})` : sql<boolean>`false`;
}

/** Part of a word, or for longer ones a word much alike (a letter wrong). Both run on the trigram index. */
function anySpelling(spellings: string[], text: RawBuilder<unknown>): RawBuilder<boolean> {
  const ways = spellings.flatMap((word) => {
    const part = sql<boolean>`${text} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;
    return word.length >= 4 && !/\d/.test(word) ? [part, sql<boolean>`${word} <% ${text}`] : [part];
  });
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}

/** As `runtime/record-fields.ts` makes `search`, of the texts that are shown: small letters, and again without accents. One row. */
function seenText({ fields, texts }: Unsearched): RawBuilder<unknown> {
  const plain = sql`translate(regexp_replace(normalize(words, NFD), ${'[\\u0300-\\u036f]'}, '', 'g'), 'łø', 'lo')`;
  return sql`select words || ' ' || replace(${plain}, 'ß', 'ss') as search from (
    select coalesce(lower(string_agg(shown.text, ' ')), '') as words from (
      select r.title as text union all
      select f.value #>> '{}' from jsonb_each(r.fields) f where jsonb_typeof(f.value) = 'string' and f.key <> all(${fields}::text[])
    ) shown where shown.text !~ ${texts}) small`;
}
