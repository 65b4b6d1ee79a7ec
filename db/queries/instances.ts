import type { Queryable } from '../queryable.ts';

/** Its decisions cannot be made, and not even an incident can be raised on it: shown to a supervisor by this mark alone. */
export async function markPoisoned(queryable: Queryable, instanceId: string): Promise<void> {
  await queryable.query({ text: 'update instance set poisoned = true where id = $1', values: [instanceId] });
}

/** Open instances that own a record, in locking order. */
export async function ownersOf(
  queryable: Queryable,
  recordId: string,
): Promise<{ instance_id: string; alias: string; poisoned: boolean }[]> {
  const { rows } = await queryable.query({
    name: 'owners_of',
    text: `select l.instance_id, l.alias, i.poisoned from instance_record l join instance i on i.id = l.instance_id
      where l.record_id = $1 and l.relation = 'owns' and l.active and i.status = 'open' order by l.instance_id limit 21`,
    values: [recordId],
  });
  return rows;
}

/** The newest incident up to a fact: the one raised by the command that ended with it. */
export async function incidentUpTo(queryable: Queryable, instanceId: string, fact: number): Promise<number | undefined> {
  const { rows } = await queryable.query<{ id: number | null }>({
    text: 'select max(id) as id from incident where instance_id = $1 and id <= $2',
    values: [instanceId, fact],
  });
  return rows[0]?.id ?? undefined;
}
