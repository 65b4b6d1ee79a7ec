import { sql } from 'kysely';
import type { InstanceState } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import { caseWithin } from './case-within.ts';
import type { Reach } from './reach.ts';

/** An open case as far as the reader may see it. */
export async function findOpenCase(db: Db, reach: Reach, instanceId: string): Promise<InstanceState | undefined> {
  const { rows } = await sql<{ state: InstanceState }>`
    select i.state from instance i where i.id = ${instanceId} and i.status = 'open' and ${caseWithin(reach)}
  `.execute(db);
  return rows[0]?.state;
}
