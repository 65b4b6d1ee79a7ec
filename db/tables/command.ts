import type { Json } from '../../engine/contract/index.ts';
import type { Instant, JsonColumn } from '../columns.ts';

/** An accepted command with its first reply. Refusals are not stored. */
export interface CommandTable {
  id: string;
  instance_id: string;
  type: string;
  actor: string;
  /** sha-256 over the canonical command. */
  content_hash: Buffer;
  reply: JsonColumn<{ [key: string]: Json }>;
  version: number;
  first_fact: number;
  last_fact: number;
  at: Instant;
}
