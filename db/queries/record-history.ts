import { type RawBuilder, sql } from 'kysely';
import type { FactBody, Json } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import { type Reach, recordWithin } from './reach.ts';

export interface HistoryFact {
  instanceId: string;
  number: number;
  at: Date;
  actor: string;
  commandId: string | null;
  packageHash: string;
  process: string;
  recordType: string | null;
  /** Element the fact is about: named by itself, or by the fact that activated its element instance. */
  element: string | null;
  /** Round of a repeated activity that it is about. */
  round: { number: number; total: number | null; item: Json } | null;
  body: FactBody;
  /** Of a move to another version: the numbers of both. */
  versions: { from: number | null; to: number | null } | null;
}

export interface HistoryPage {
  records: string[];
  /** A case alone, whatever records it has. */
  instance?: string;
  before?: Date;
  /** Rows read, and all of the last one's moment: the page before that moment misses nothing. */
  limit: number;
}

function newest<Row>(rows: RawBuilder<unknown>, limit: number, withinMoment: RawBuilder<unknown>): RawBuilder<Row> {
  return sql<Row>`select * from (${rows} order by at desc fetch first (${limit}::bigint) rows with ties) page order by at desc, ${withinMoment}`;
}

/** The record and those within reach it came from (a deal's lead, a repeat sale's deal): one history from the first lead on. */
export async function listHistoryRecords(db: Db, reach: Reach, recordId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive line (id, fields, depth) as (
      select id, fields, 0 from record where id = ${recordId}
      union
      select r.id, r.fields, line.depth + 1 from line
      join lateral jsonb_each_text(line.fields) f on f.key ~ '^(lead|deal|customer|source)Id$' and f.value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      join record r on r.id = f.value::uuid and ${recordWithin(reach, 'r')}
      where line.depth < 5
    ) select distinct id from line
  `.execute(db);
  return rows.map((row) => row.id);
}

/** Where the element instance of `f` had been moved to by then, if it was. */
const movedTo = sql`(select e ->> 'element' from fact m, jsonb_array_elements(m.body -> 'elements') e where m.instance_id = f.instance_id
        and m.number < f.number and m.type in ('instanceMigrated', 'migrationUndone')
        and e -> 'elementInstance' = f.body -> 'elementInstance' order by m.number desc limit 1)`;

/** Package of the task that `f` is about, when it is another's that the case called. */
const called = sql`(select t.package_hash from user_task t join process_package p on p.hash = t.package_hash and p.key <> i.package_key
        where t.instance_id = f.instance_id and t.element_instance = (f.body ->> 'elementInstance')::integer limit 1)`;

/** Facts `f`, instances `i` and what `o` says of the record they were found by. */
const toldOf = ({ records, instance }: HistoryPage) =>
  instance === undefined
    ? sql`instance_record o join instance i on i.id = o.instance_id join fact f on f.instance_id = o.instance_id
    where o.record_id = any(${records}::uuid[]) and o.relation = 'owns'`
    : sql`(select ${instance}::text as instance_id, (select l.type from instance_record l where l.instance_id = ${instance}
      order by (l.relation = 'owns') desc, l.alias limit 1) as type) o join instance i on i.id = o.instance_id join fact f on f.instance_id = o.instance_id
    where true`;

/** How many facts at most lie between a repeated activity's beginning and the plan of its rounds. */
const planWithin = sql.lit(50);
/** The round that `f` is about, from the facts that began it and the activity around it. */
const round = sql`(select jsonb_build_object('number', a.body -> 'loopCounter', 'total', l.body #> '{loop,total}',
          'item', l.body #> array['loop', 'items', ((a.body ->> 'loopCounter')::integer - 1)::text])
        from fact a left join lateral (select p.body from fact p where p.instance_id = a.instance_id and p.type = 'loopStarted'
          and p.number > (a.body ->> 'parent')::integer and p.number <= (a.body ->> 'parent')::integer + ${planWithin}
          and p.body -> 'elementInstance' = a.body -> 'parent' limit 1) l on true
        where a.instance_id = f.instance_id and a.number = (f.body ->> 'elementInstance')::integer and a.type = 'elementActivated'
          and a.body ? 'loopCounter')`;

/**
 * Facts of the given types of the cases that own these records, newest first. Of elements that begin and end only those by which a person
 * began a step of an ad-hoc subprocess, or ended it: the rest is the engine's walk, rounds and bodies of repeated activities among it.
 */
export async function listHistoryFacts(db: Db, page: HistoryPage, types: readonly string[]): Promise<HistoryFact[]> {
  const facts = sql`
    select f.instance_id as "instanceId", f.number, f.at, f.actor, f.command_id as "commandId", i.process,
      coalesce(${called}, (select m.body ->> 'from' from fact m where m.instance_id = f.instance_id and m.number > f.number
        and m.type in ('instanceMigrated', 'migrationUndone') order by m.number limit 1), i.package_hash) as "packageHash",
      case when f.type in ('instanceMigrated', 'migrationUndone') then jsonb_build_object(
        'from', (select max(p.version) from process_package p where p.key = i.package_key and p.hash = f.body ->> 'from'),
        'to', (select max(p.version) from process_package p where p.key = i.package_key and p.hash = f.body ->> 'to')) end as versions,
      o.type as "recordType", ${round} as round, coalesce(f.body ->> 'element', ${movedTo}, (select a.body ->> 'element' from fact a where a.instance_id = f.instance_id
        and a.number = (f.body ->> 'elementInstance')::integer and a.type = 'elementActivated')) as element, f.body || jsonb_build_object('type', f.type, 'version', f.version) as body
    from ${toldOf(page)} and f.type = any(${types as string[]}::text[])
      and (f.type not in ('elementActivated', 'elementCompleted') or (f.cause = 0 and exists (select 1 from command c
        where c.id = f.command_id and c.type = case f.type when 'elementActivated' then 'startAdHoc' else 'completeAdHoc' end)))
      and (${page.before ?? null}::timestamptz is null or f.at < ${page.before ?? null})
  `;
  return (await newest<HistoryFact>(facts, page.limit, sql`"instanceId", number desc`).execute(db)).rows;
}

export interface HistoryInteraction {
  id: string;
  kind: 'call' | 'meeting' | 'email' | 'note' | 'letter' | 'visit' | 'form';
  direction: 'in' | 'out' | null;
  at: Date;
  author: string | null;
  subject: string;
  body: string;
  outcome: string | null;
}

export async function listHistoryInteractions(db: Db, page: HistoryPage, kinds: readonly string[]): Promise<HistoryInteraction[]> {
  const interactions = sql`
    select distinct i.id, i.kind, i.direction, i.at, i.author, i.subject, i.body, i.outcome
    from interaction_record l join interaction i on i.id = l.interaction_id
    where l.record_id = any(${page.records}::uuid[]) and i.kind = any(${kinds as string[]}::text[])
      and (${page.before ?? null}::timestamptz is null or i.at < ${page.before ?? null})
  `;
  return (await newest<HistoryInteraction>(interactions, page.limit, sql`id`).execute(db)).rows;
}

export interface HistoryFile {
  id: string;
  at: Date;
  name: string;
  uploadedBy: string;
}

export async function listHistoryFiles(db: Db, page: HistoryPage): Promise<HistoryFile[]> {
  const files = sql`
    select a.id, a.created_at as at, a.name, a.uploaded_by as "uploadedBy"
    from attachment_record l join attachment a on a.id = l.attachment_id
    where l.record_id = any(${page.records}::uuid[])
      and (${page.before ?? null}::timestamptz is null or a.created_at < ${page.before ?? null})
  `;
  return (await newest<HistoryFile>(files, page.limit, sql`id`).execute(db)).rows;
}
