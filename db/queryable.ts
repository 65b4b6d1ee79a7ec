import { CompiledQuery } from 'kysely';
import type { Transaction } from './database.ts';

export interface StatementInput {
  /** Prepared under this name, once per connection: one name, one text. */
  name?: string;
  text: string;
  values: unknown[];
}

/** Runs one statement: a pool (which commits it) or a transaction. */
export interface Queryable {
  // biome-ignore lint/suspicious/noExplicitAny: rows are given their type by the query that knows them
  query<Row = any>(statement: StatementInput): Promise<{ rows: Row[] }>;
}

/** Statements within a Kysely transaction; not prepared, since Kysely has no names. */
export function inTransaction(trx: Transaction): Queryable {
  return {
    async query<Row>({ text, values }: StatementInput) {
      const result = await trx.executeQuery<Row>(CompiledQuery.raw(text, values));
      return { rows: result.rows };
    },
  };
}
