import type { RecordWrite } from '../commit/commit.ts';
import type { Queryable } from '../queryable.ts';
import type { RecordSnapshotRow } from './read-case.ts';

/** A record by itself: nobody owns or refers to it in this reading. */
export async function readRecord(queryable: Queryable, id: string): Promise<RecordSnapshotRow | undefined> {
  const { rows } = await queryable.query({
    text: `select 'owns' as relation, type as alias, id, type, number, version, revision, title, stage, status, owner, team, amount, person_id,
      organisation_id, campaign_id, fields, created_at::text, '{}'::text[] as owners, '{}'::text[] as referrers from record where id = $1`,
    values: [id],
  });
  return rows[0];
}

/** Version that a command's change made. */
export async function changedVersion(queryable: Queryable, recordId: string, commandId: string): Promise<number | undefined> {
  const { rows } = await queryable.query<{ version: number }>({
    text: 'select version from record_change where record_id = $1 and command_id = $2 order by id limit 1',
    values: [recordId, commandId],
  });
  return rows[0]?.version;
}

/** A record without owners changes by itself, under the same exactly-once rule. The caller holds the record's lock. */
export async function writeRecordAlone(
  trx: Queryable,
  request: { write: RecordWrite; commandId: string; instanceId: string; actor: string; hash: Buffer; at: Date; reason: string | null },
): Promise<void> {
  const { write, commandId, at, actor } = request;
  const columns = Object.keys(write.row);
  const list = columns.map((column) => `"${column}"`).join(', ');
  await trx.query({
    text: `update record t set (${list}) = row(${columns.map((column) => `r."${column}"`).join(', ')})
      from jsonb_populate_record(null::public.record, $2::jsonb) r where t.id = $1`,
    values: [write.id, JSON.stringify(write.row)],
  });
  for (const change of write.changes) {
    await trx.query({
      text: `insert into record_change (record_id, version, at, actor, patch, before, reason, command_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [write.id, change.version, at, actor, JSON.stringify(change.patch), JSON.stringify(change.before), request.reason, commandId],
    });
  }
  await trx.query({
    text: `insert into command (id, instance_id, type, actor, content_hash, reply, version, first_fact, last_fact, at)
      values ($1, $2, 'changeRecord', $3, $4, '{}', $5, 1, 0, $6)`,
    values: [commandId, request.instanceId, actor, request.hash, write.row.version, at],
  });
}
