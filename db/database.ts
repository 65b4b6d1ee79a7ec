import { Kysely, type Transaction as KyselyTransaction, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

/** Typed access to all tables; one per process, made by `openDatabase`. */
export type Database = Kysely<Schema>;
export type Transaction = KyselyTransaction<Schema>;
/** What a query takes: the caller chooses whether it runs in a transaction. */
export type Db = Kysely<Schema>;

export interface OpenDatabase {
  db: Database;
  /**
   * For statements prepared by name: their plans are made once per connection, without looking at parameters. Measured: a command's
   * read takes 0.6 ms planned anew each time, 0.2 ms this way. Queries of lists go through `db`, which plans for their parameters.
   */
  pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Largest number of connections of each of the two pools. */
  connections?: number;
  /** Longest wait for a connection, milliseconds; longer = an error instead of a process that stands still. */
  waitMs?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** A connection that broke while idle; without a listener it would end the process. */
  onIdleError?: (error: Error) => void;
}

/**
 * A plan that is made once must also be right once the table has grown: without `enable_seqscan=off` one made while the tables were
 * small reads them from end to end for ever (until the next analyze).
 */
const preparedOptions =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

/** Opens the pool. Nothing is connected until the first query. */
export function openDatabase(url: string, options: DatabaseOptions = {}): OpenDatabase {
  const shared = {
    connectionString: url,
    max: options.connections ?? 8,
    connectionTimeoutMillis: options.waitMs ?? 30_000,
    application_name: options.name ?? 'perennial',
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  };
  const pool = new pg.Pool({ ...shared, options: preparedOptions });
  const queries = new pg.Pool(shared);
  for (const each of [pool, queries]) each.on('error', options.onIdleError ?? (() => undefined));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: queries }) });
  return {
    db,
    pool,
    async close() {
      await Promise.all([db.destroy(), pool.end()]);
    },
  };
}

/** bigint is used for counters only, so a number must do; beyond 2^53 something is broken and silence would hide it. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`);
  return value;
}

function typeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === pg.types.builtins.INT8) return safeInteger;
  if (oid === pg.types.builtins.NUMERIC) return Number;
  return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown;
}
