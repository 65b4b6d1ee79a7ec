import type { InstanceState } from '../../engine/contract/index.ts';
import type { Queryable } from '../queryable.ts';

export interface StoredCase {
  state: InstanceState;
  status: string;
  fact_number: number;
  due_at: Date | null;
  commands: { id: string; first_fact: number; last_fact: number }[];
}

/** A case's row and the commands it accepted, in the order of their facts. */
export async function readStoredCase(queryable: Queryable, instanceId: string): Promise<StoredCase | undefined> {
  const { rows } = await queryable.query<StoredCase>({
    text: `select i.state, i.status, i.fact_number, i.due_at, (
        select coalesce(json_agg(json_build_object('id', c.id, 'first_fact', c.first_fact, 'last_fact', c.last_fact)
          order by c.first_fact, c.last_fact), '[]') from command c where c.instance_id = i.id) as commands
      from instance i where i.id = $1`,
    values: [instanceId],
  });
  return rows[0];
}
