import { sql } from 'kysely';
import type { Json } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';

/** The round of a repeated activity that a task stands in. */
export interface TaskRound {
  instanceId: string;
  elementInstance: number;
  /** From 1. */
  number: number;
  /** Null = as long as a condition holds. */
  total: number | null;
  /** What the round is about; null = it goes over no list. */
  item: Json;
}

/** Rounds around these tasks, the outermost first. What a list holds is looked up in the database: ten thousand items stay there. */
export async function listTaskRounds(db: Db, tasks: { instanceId: string; elementInstance: number }[]): Promise<TaskRound[]> {
  if (tasks.length === 0) return [];
  const instances = tasks.map((task) => task.instanceId);
  const { rows } = await sql<TaskRound>`
    with recursive s as materialized (select id, state -> 'elements' as e from instance where id = any(${[...new Set(instances)]}::text[])),
    up (instance_id, element_instance, depth, at) as (
      select w.instance_id, w.element_instance, 0, w.element_instance::text
      from unnest(${instances}::text[], ${tasks.map((task) => task.elementInstance)}::integer[]) as w (instance_id, element_instance)
      union all
      select up.instance_id, up.element_instance, up.depth + 1, s.e #>> array[up.at, 'parent'] from up join s on s.id = up.instance_id
      where s.e #>> array[up.at, 'parent'] is not null and up.depth < 1000
    )
    select up.instance_id as "instanceId", up.element_instance as "elementInstance", (s.e #>> array[up.at, 'loopCounter'])::integer as number,
      (s.e #>> array[s.e #>> array[up.at, 'parent'], 'loop', 'total'])::integer as total,
      s.e #> array[s.e #>> array[up.at, 'parent'], 'loop', 'items', ((s.e #>> array[up.at, 'loopCounter'])::integer - 1)::text] as item
    from up join s on s.id = up.instance_id where s.e #>> array[up.at, 'loopCounter'] is not null
    order by up.instance_id, up.element_instance, up.depth desc
  `.execute(db);
  return rows;
}
