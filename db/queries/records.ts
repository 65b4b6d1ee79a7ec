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

/** Whether Postgres lets the actor act now; asked within the transaction that writes. */
export async function actorMayAct(trx: Queryable, actor: { id: string; roles: string[] }): Promise<boolean> {
  const { rows } = await trx.query<{ allowed: boolean }>({
    text: 'select actor_may_act($1::text, $2::text[]) as allowed',
    values: [actor.id, actor.roles],
  });
  return rows[0]?.allowed ?? false;
}

/**
 * Writes an errand for every open instance that refers to the record: to take note of its change. The caller holds the record's lock.
 * @returns the errands, in locking order.
 */
export async function writeReferrerErrands(
  trx: Queryable,
  recordId: string,
  change: { [key: string]: unknown },
  at: Date,
): Promise<{ instanceId: string; number: number }[]> {
  const { rows } = await trx.query<{ instanceId: string; number: number }>({
    text: `with referrers as materialized (
        select id from instance where status = 'open'
          and id in (select instance_id from instance_record where record_id = $1 and relation = 'refers' and active)
        order by id for no key update),
      told as (update instance i set effect_number = i.effect_number + 1 from referrers r where i.id = r.id returning i.id, i.effect_number)
      insert into effect (instance_id, number, kind, body, created_at)
      select told.id, told.effect_number, 'changeRecord', $2::jsonb || jsonb_build_object('instanceId', told.id), $3 from told order by told.id
      returning instance_id as "instanceId", number`,
    values: [recordId, JSON.stringify(change), at],
  });
  return rows;
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
