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
  /** For the few places that need a connection of their own (prepared commit, LISTEN). */
  pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Largest number of connections; each process has its own pool. */
  connections?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** A connection that broke while idle; without a listener it would end the process. */
  onIdleError?: (error: Error) => void;
}

/** Opens the pool. Nothing is connected until the first query. */
export function openDatabase(url: string, options: DatabaseOptions = {}): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    application_name: options.name ?? 'perennial',
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  pool.on('error', options.onIdleError ?? (() => undefined));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
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
