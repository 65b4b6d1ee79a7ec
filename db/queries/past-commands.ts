import type { Queryable } from '../queryable.ts';

/** All accepted commands of a case, in order. */
export async function commandsOf(
  queryable: Queryable,
  instanceId: string,
): Promise<{ id: string; type: string; actor: string; firstFact: number; lastFact: number }[]> {
  const { rows } = await queryable.query<{ id: string; type: string; actor: string; firstFact: number; lastFact: number }>({
    text: `select id, type, actor, first_fact as "firstFact", last_fact as "lastFact" from command where instance_id = $1 order by version`,
    values: [instanceId],
  });
  return rows;
}

/** Keys of a case's jobs that a worker has begun, whatever became of them. */
export async function begunJobs(queryable: Queryable, instanceId: string): Promise<string[]> {
  const { rows } = await queryable.query<{ key: string }>({
    text: 'select key from job where instance_id = $1 and begun_at is not null',
    values: [instanceId],
  });
  return rows.map((row) => row.key);
}
