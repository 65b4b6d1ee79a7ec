import type { Database } from '../../db/database.ts';
import type { Door } from '../../runtime/contract.ts';

/** The world a channel sees; handed in by API, worker and tests. */
export interface ChannelDeps {
  db: Database;
  door: Door;
  /** The product's clock, epoch milliseconds. */
  now(): number;
  /** ISO 3166 alpha-2, where a channel names none. */
  defaultCountry: string;
}
