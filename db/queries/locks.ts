import type { Queryable } from '../queryable.ts';

/** Locks of the locked path, in this order: correlation keys, then records, then instances, each sorted; a statement each. */
export interface LockSet {
  /** Message name and correlation key. */
  keys: { name: string; key: string }[];
  records: string[];
  instances: string[];
}

export async function lockKeys(connection: Queryable, keys: LockSet['keys']): Promise<void> {
  if (keys.length === 0) return;
  // \u001f cannot stand in a name that a form or a model accepts, so two pairs never look alike.
  const texts = [...new Set(keys.map(({ name, key }) => `${name}\u001f${key}`))].sort();
  const text = `select pg_advisory_xact_lock(k) from (select hashtextextended(t, 7) as k from unnest($1::text[]) t order by 1 offset 0) keys`;
  await connection.query({ text, values: [texts] });
}

export async function lockRecords(connection: Queryable, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.query({ text: 'select 1 from record where id = any($1::uuid[]) order by id for no key update', values: [ids] });
}

export async function lockInstances(connection: Queryable, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.query({ text: 'select 1 from instance where id = any($1::text[]) order by id for no key update', values: [ids] });
}
