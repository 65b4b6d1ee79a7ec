import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { type Reach, recordWithin } from './reach.ts';
import { ofCampaign } from './record-filter.ts';

export interface FiguresQuery {
  type: string;
  from?: Date;
  to?: Date;
  campaign?: string;
  now: Date;
}

/** Records that are alike in all that decides where they count. Every record is in exactly one group. */
export interface FigureGroup {
  status: string;
  stage: string | null;
  /** Its next step is an agreed call-back. */
  callBack: boolean;
  packageHash: string | null;
  element: string | null;
  /** How the deal ended, or stands, that a converted lead became. */
  became: string | null;
  junkReason: string | null;
  count: number;
  late: number;
}

export async function groupFigures(db: Db, reach: Reach, query: FiguresQuery): Promise<FigureGroup[]> {
  const conditions = [sql<boolean>`r.type = ${query.type}`, recordWithin(reach, 'r')];
  if (query.from) conditions.push(sql<boolean>`r.created_at >= ${query.from}`);
  if (query.to) conditions.push(sql<boolean>`r.created_at < ${query.to}`);
  if (query.campaign !== undefined) conditions.push(ofCampaign(query.campaign));
  const { rows } = await sql<FigureGroup>`
    with n as (
      select distinct on (t.record_id) t.record_id, t.follow_up_at, t.package_hash, t.element, t.due_at from user_task t
      where t.status = 'open' and t.record_type = ${query.type}
      order by t.record_id, t.follow_up_at nulls last, t.due_at nulls last, t.element_instance
    ), d as (
      select distinct on (b.fields ->> 'leadId') b.fields ->> 'leadId' as lead, b.status from record b where b.fields ? 'leadId'
      order by b.fields ->> 'leadId', b.created_at
    )
    select r.status, r.stage, n.follow_up_at is not null as "callBack", n.package_hash as "packageHash", n.element,
      d.status as became, case when r.status = 'junk' then r.fields ->> 'junkReason' end as "junkReason",
      count(*)::int as count, (count(*) filter (where n.due_at < ${query.now}))::int as late
    from record r
    left join n on n.record_id = r.id and r.status = 'open'
    left join d on d.lead = r.id::text and r.status = 'converted'
    where ${sql.join(conditions, sql` and `)}
    group by 1, 2, 3, 4, 5, 6, 7
  `.execute(db);
  return rows;
}
