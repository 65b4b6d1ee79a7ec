import type { Defaulted, Instant } from '../columns.ts';

/** A signed-in browser; its cookie's token is stored as sha-256 only. Instants are Postgres' own clock, never the moved one. */
export interface SessionTable {
  token_hash: Buffer;
  user_id: string;
  created_at: Defaulted<Date>;
  seen_at: Defaulted<Date>;
  expires_at: Instant;
  address: Defaulted<string>;
  agent: Defaulted<string>;
}
