import type { InstanceState, Json, RecordLink, Variables } from '../../engine/contract/index.ts';
import type { Queryable } from '../queryable.ts';
import type { RecordStatus } from '../tables/record.ts';

/** A record as a decision sees it. */
export interface RecordSnapshotRow {
  alias: string;
  relation: RecordLink['relation'];
  id: string;
  type: string;
  number: number;
  version: number;
  revision: number;
  title: string;
  stage: string | null;
  status: RecordStatus;
  owner: string | null;
  team: string | null;
  amount: number | null;
  person_id: string | null;
  organisation_id: string | null;
  campaign_id: string | null;
  fields: Variables;
  created_at: string;
  /** Other open instances that own it, sorted; and those that merely refer to it. */
  owners: string[];
  referrers: string[];
}

export interface StoredCommand {
  instance_id: string;
  actor: string;
  content_hash: Buffer;
  reply: { [key: string]: Json };
  version: number;
  last_fact: number;
}

export interface CaseRow {
  state: InstanceState;
  version: number;
  package_key: string;
  package_version: number;
  package_hash: string;
  process: string;
  poisoned: boolean;
  records: RecordSnapshotRow[];
}

export interface StartRow {
  exists: boolean;
  package: { key: string; version: number; hash: string } | null;
  records: RecordSnapshotRow[];
}

const recordColumns = `'id', r.id, 'type', r.type, 'number', r.number, 'version', r.version, 'revision', r.revision, 'title', r.title,
  'stage', r.stage, 'status', r.status, 'owner', r.owner, 'team', r.team, 'amount', r.amount, 'person_id', r.person_id,
  'organisation_id', r.organisation_id, 'campaign_id', r.campaign_id, 'fields', r.fields, 'created_at', r.created_at,
  'owners', (select coalesce(jsonb_agg(o.instance_id order by o.instance_id), '[]') from instance_record o
    where o.record_id = r.id and o.relation = 'owns' and o.active and o.instance_id <> $1),
  'referrers', (select coalesce(jsonb_agg(o.instance_id order by o.instance_id), '[]') from instance_record o
    where o.record_id = r.id and o.relation = 'refers' and o.active and o.instance_id <> $1)`;

const commandColumns = `c.instance_id as c_instance, c.actor as c_actor, c.content_hash as c_hash, c.reply as c_reply,
  c.version as c_version, c.last_fact as c_last_fact`;

const readCaseText = `select ${commandColumns}, i.state, i.version, i.package_key, i.package_version, i.package_hash, i.process, i.poisoned,
  (select coalesce(jsonb_agg(jsonb_build_object('alias', l.alias, 'relation', l.relation, ${recordColumns}) order by l.alias), '[]')
    from instance_record l join record r on r.id = l.record_id where l.instance_id = i.id) as records
  from (select 1) one left join command c on c.id = $2 left join instance i on i.id = $1`;

const readStartText = `select ${commandColumns}, exists(select 1 from instance where id = $1) as found, p.key, p.version, p.hash,
  (select coalesce(jsonb_agg(jsonb_build_object(${recordColumns})), '[]') from record r where r.id = any($5::uuid[])) as records
  from (select 1) one left join command c on c.id = $2
  left join lateral (select key, version, hash from process_package where key = $3 and ($4::integer is null or version = $4)
    order by version desc limit 1) p on true`;

/** Everything a decision needs, and whether the command was done before: one round trip, one snapshot. */
export async function readCase(
  queryable: Queryable,
  instanceId: string,
  commandId: string,
): Promise<{ command?: StoredCommand; case?: CaseRow }> {
  const result = await queryable.query({ name: 'read_case', text: readCaseText, values: [instanceId, commandId] });
  const row = result.rows[0];
  return { command: storedCommand(row), case: row.version === null ? undefined : (row as CaseRow) };
}

export async function readStart(
  queryable: Queryable,
  request: { instanceId: string; commandId: string; packageKey: string; version?: number; records: string[] },
): Promise<{ command?: StoredCommand; start: StartRow }> {
  const values = [request.instanceId, request.commandId, request.packageKey, request.version ?? null, request.records];
  const row = (await queryable.query({ name: 'read_start', text: readStartText, values })).rows[0];
  return {
    command: storedCommand(row),
    start: {
      exists: row.found,
      package: row.key === null ? null : { key: row.key, version: row.version, hash: row.hash },
      records: row.records,
    },
  };
}

export async function readCommand(queryable: Queryable, commandId: string): Promise<StoredCommand | undefined> {
  const text = `select ${commandColumns} from command c where c.id = $1`;
  const row = (await queryable.query({ name: 'read_command', text, values: [commandId] })).rows[0];
  return row && storedCommand(row);
}

function storedCommand(row: { [column: string]: unknown }): StoredCommand | undefined {
  if (row.c_instance === null) return undefined;
  return {
    instance_id: row.c_instance as string,
    actor: row.c_actor as string,
    content_hash: row.c_hash as Buffer,
    reply: row.c_reply as StoredCommand['reply'],
    version: row.c_version as number,
    last_fact: row.c_last_fact as number,
  };
}
