import { sql } from 'kysely';
import type { Db } from '../database.ts';

const keptDays = 2;

/** Tells open browsers of something that is neither a fact nor a notification. `needs`: a right the reader must have. */
export async function announce(db: Db, event: object, needs: string | null): Promise<void> {
  await sql`
    with old as (delete from announcement where at < now() - make_interval(days => ${keptDays}))
    insert into announcement (event, needs) values (${JSON.stringify(event)}::jsonb, ${needs})
  `.execute(db);
}
