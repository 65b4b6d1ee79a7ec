import type { Defaulted, JsonColumn, ReadOnly } from '../columns.ts';

/** A mail a development installation caught instead of sending. One that came twice is two rows. */
export interface CaughtMailTable {
  id: ReadOnly<number>;
  message_id: string;
  sender: string;
  recipients: string[];
  subject: string;
  body: string;
  headers: JsonColumn<{ [name: string]: string }>;
  at: Defaulted<Date>;
}
