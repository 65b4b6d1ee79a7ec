import pg from 'pg';

/** Held while an installation is being filled: two that start at once on one database fill it once. */
const lockKey = 7_236_105;

/** An installation while it is filled for the first time: nobody has used it yet. */
export interface Filling {
  /** An earlier filling was broken off; what it left is gone. */
  restarted: boolean;
  /** From now on, until `done`, a filling that is broken off begins anew next time. Only for a database that held nothing. */
  begin(): Promise<void>;
  done(): Promise<void>;
  /** Leaves the mark as it is. */
  close(): Promise<void>;
}

/** Waits for its turn, and empties what a filling that was broken off (killed, power lost) left behind. */
export async function openFilling(url: string): Promise<Filling> {
  const client = new pg.Client({ connectionString: url, application_name: 'perennial prepare' });
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [lockKey]);
  const { rows } = await client.query<{ half: boolean }>(`select to_regclass('public.half_made') is not null as half`);
  const restarted = rows[0]?.half === true;
  if (restarted) await client.query('drop schema public cascade; create schema public');
  return {
    restarted,
    begin: async () => void (await client.query('create table half_made ()')),
    done: async () => void (await client.query('drop table if exists half_made')),
    close: () => client.end(),
  };
}
