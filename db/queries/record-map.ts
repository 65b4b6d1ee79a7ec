import { sql } from 'kysely';
import type { InstanceState } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';

export interface Walk {
  state: InstanceState;
  packageHash: string;
  packageKey: string;
  packageVersion: number;
  process: string;
  /** Elements in the order they were first entered, and flows taken. */
  elements: string[];
  flows: string[];
}

/** The way a case went, from its facts. */
export async function findWalk(db: Db, instanceId: string): Promise<Walk | undefined> {
  const { rows } = await sql<Walk>`
    select i.state, i.package_hash as "packageHash", i.package_key as "packageKey", i.package_version as "packageVersion", i.process,
      array(select f.body ->> 'element' from fact f where f.instance_id = i.id and f.type = 'elementActivated'
        group by f.body ->> 'element' order by min(f.number)) as elements,
      array(select distinct flow from fact f, lateral (select f.body ->> 'flow' as flow) x
        where f.instance_id = i.id and f.type in ('flowTaken', 'tokenArrived', 'elementActivated') and flow is not null) as flows
    from instance i where i.id = ${instanceId}
  `.execute(db);
  return rows[0];
}
