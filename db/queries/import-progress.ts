import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** Imports that run, or ended within the last seconds: those whose page has something new to show. */
export async function listOpenImports(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from import where status in ('checking', 'running')
      or lease_until > clock_timestamp() - interval '5 seconds' and status in ('done', 'failed', 'paused')
  `.execute(db);
  return rows.map((row) => row.id);
}
