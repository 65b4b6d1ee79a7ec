import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** Age of the last heartbeat in milliseconds, by Postgres' own clock; null = none yet. Throws when Postgres does not answer. */
export async function heartbeatAge(db: Db): Promise<number | null> {
  const { rows } = await sql<{ age: number | null }>`
    select (extract(epoch from clock_timestamp() - heartbeat_at) * 1000)::float8 as age from installation
  `.execute(db);
  return rows[0]?.age ?? null;
}
