import { sql } from 'kysely';
import type { InstanceState } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';

export interface Walk {
  state: InstanceState;
  packageHash: string;
  packageKey: string;
  packageVersion: number;
  process: string;
  /** Elements of the case's own process in the order they were first entered, and flows taken there; a called process has its own ids. */
  elements: string[];
  flows: string[];
}

/**
 * The way a case went, from its facts. A called process (its scope carries the process' id as element) is left out with all in it: its
 * ids may be those of the caller.
 */
export async function findWalk(db: Db, instanceId: string): Promise<Walk | undefined> {
  const { rows } = await sql<Walk>`
    with recursive moves as materialized (
      select f.number, f.type, f.body ->> 'element' as element, f.body ->> 'process' as process, f.body ->> 'flow' as flow,
        (coalesce(f.body ->> 'parent', f.body ->> 'scope'))::int as scope
      from fact f where f.instance_id = ${instanceId} and f.type in ('flowTaken', 'tokenArrived', 'elementActivated')
    ), called as (
      select number from moves where type = 'elementActivated' and element = process
      union all
      select m.number from moves m join called c on m.scope = c.number where m.type = 'elementActivated'
    ), own as (
      select m.* from moves m where not exists (select 1 from called c where c.number in (m.number, m.scope))
    )
    select i.state, i.package_hash as "packageHash", i.package_key as "packageKey", i.package_version as "packageVersion", i.process,
      array(select element from own where type = 'elementActivated' group by element order by min(number)) as elements,
      array(select distinct flow from own where flow is not null) as flows
    from instance i where i.id = ${instanceId}
  `.execute(db);
  return rows[0];
}
