import { sql } from 'kysely';
import type { InstanceState } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import { type Reach, recordWithin, taskWithin } from './reach.ts';

/** An open case as far as the reader may see it: by its records or by a task of it. One without either is for those who see everything. */
export async function findOpenCase(db: Db, reach: Reach, instanceId: string): Promise<InstanceState | undefined> {
  const { rows } = await sql<{ state: InstanceState }>`
    select i.state from instance i where i.id = ${instanceId} and i.status = 'open' and (
      ${sql.lit(reach.all)}
      or exists (select 1 from instance_record o join record r on r.id = o.record_id where o.instance_id = i.id and ${recordWithin(reach, 'r')})
      or exists (select 1 from user_task t where t.instance_id = i.id and ${taskWithin(reach, 't')}))
  `.execute(db);
  return rows[0]?.state;
}
