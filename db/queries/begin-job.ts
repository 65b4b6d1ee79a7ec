import type { RecordLink, Variables } from '../../engine/contract/index.ts';
import type { Queryable } from '../queryable.ts';
import type { JobStatus } from '../tables/job.ts';

export interface BeginRequest {
  key: string;
  /** Installation epoch the workflow was told; after a restore it is another one. */
  epoch: string;
  /** This attempt; beginning again under it is the same beginning. */
  token: string;
  /** Common start of the tokens of this activity's earlier attempts, which are over. */
  activity: string;
  /** Types that are never begun again once they were. */
  atMostOnce: string[];
}

export interface JobRow {
  key: string;
  instance_id: string;
  element: string;
  type: string;
  input: Variables;
  status: JobStatus;
  attempts: number;
  max_attempts: number;
  timeout_ms: number;
  epoch: string | null;
  worker: string | null;
  begun: boolean;
  /** The installation's epoch is the one asked for. */
  same_epoch: boolean;
  /** Milliseconds until an earlier attempt elsewhere counts as lost. */
  lease_ms: number | null;
  /** Milliseconds until it may begin. */
  wait_ms: number | null;
  /** Its case is suspended: it is told of again when that is resumed. */
  suspended: boolean;
  records: RecordLink[];
}

const recordsOfJob = `
    (select coalesce(json_agg(json_build_object('alias', l.alias, 'type', l.type, 'id', l.record_id, 'relation', l.relation) order by l.alias), '[]')
      from instance_record l where l.instance_id = j.instance_id) as records`;

/**
 * Begins a job, unless it was cancelled, revoked or done, or its case is suspended; undo locks the same instance. A begun job is begun again only when its earlier
 * attempt is over and it may be done twice.
 */
const beginText = `
  with n as (select epoch, clock_timestamp() + clock_offset_ms * interval '1 millisecond' as now from installation),
  held as materialized (select i.id, i.suspended_at from instance i where i.id = (select instance_id from job where key = $1) for no key update),
  begun as (
    update job j set status = 'begun', attempts = j.attempts + case when j.worker is not distinct from $3 and j.status = 'begun' then 0 else 1 end,
      epoch = n.epoch, worker = $3, begun_at = n.now
    from n, held
    where j.key = $1 and j.instance_id = held.id and held.suspended_at is null and n.epoch = $2::uuid and (
      (j.status = 'waiting' and (j.not_before is null or j.not_before <= n.now)) or
      (j.status = 'begun' and (j.worker = $3 or (j.type <> all($5::text[]) and j.attempts < j.max_attempts and
        (starts_with(j.worker, $4) or j.epoch <> n.epoch or j.begun_at + j.timeout_ms * interval '1 millisecond' <= n.now)))))
    returning j.attempts)
  select j.key, j.instance_id, j.element, j.type, j.input, j.status, coalesce(begun.attempts, j.attempts) as attempts, j.max_attempts, j.timeout_ms,
    j.epoch, j.worker, begun.attempts is not null as begun, n.epoch = $2::uuid as same_epoch,
    case when j.status = 'begun' and j.epoch = n.epoch and not starts_with(j.worker, $4)
      then extract(epoch from j.begun_at + j.timeout_ms * interval '1 millisecond' - n.now)::float8 * 1000 end as lease_ms,
    extract(epoch from j.not_before - n.now)::float8 * 1000 as wait_ms, exists (select 1 from held where suspended_at is not null) as suspended,
    ${recordsOfJob}
  from n cross join job j left join begun on true where j.key = $1`;

export async function beginJob(queryable: Queryable, request: BeginRequest): Promise<JobRow | undefined> {
  const { key, epoch, token, activity, atMostOnce } = request;
  const { rows } = await queryable.query<JobRow>({ name: 'begin_job', text: beginText, values: [key, epoch, token, activity, atMostOnce] });
  return rows[0];
}

/** Whether this attempt still holds the job: not cancelled, not begun elsewhere; `revoked` = the database was restored meanwhile. */
export async function holdsJob(queryable: Queryable, key: string, token: string, epoch: string): Promise<'held' | 'lost' | 'revoked'> {
  const { rows } = await queryable.query<{ same_epoch: boolean; held: boolean }>({
    name: 'holds_job',
    text: `select n.epoch = $3::uuid as same_epoch, exists (select 1 from job j where j.key = $1 and j.status = 'begun' and j.worker = $2) as held
      from installation n`,
    values: [key, token, epoch],
  });
  if (!rows[0]?.same_epoch) return 'revoked';
  return rows[0].held ? 'held' : 'lost';
}

/** A job that has no end yet, whoever runs it; none of a suspended case, whose time stands still. */
export async function readOpenJob(
  queryable: Queryable,
  key: string,
): Promise<
  Pick<JobRow, 'key' | 'instance_id' | 'element' | 'type' | 'input' | 'status' | 'attempts' | 'timeout_ms' | 'records'> | undefined
> {
  const { rows } = await queryable.query({
    name: 'open_job',
    text: `select j.key, j.instance_id, j.element, j.type, j.input, j.status, j.attempts, j.timeout_ms, ${recordsOfJob}
      from job j join instance i on i.id = j.instance_id where j.key = $1 and j.status in ('waiting', 'begun') and i.suspended_at is null`,
    values: [key],
  });
  return rows[0];
}
