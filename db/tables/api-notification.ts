import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant, ReadOnly } from '../columns.ts';

/** What a user was told. Equal unread news fold by `fold_key`. */
export interface NotificationTable {
  id: Defaulted<string>;
  seq: ReadOnly<number>;
  tx: ReadOnly<string>;
  at: Instant;
  user_id: string;
  kind: 'needsYou' | 'late' | 'toKnow';
  text: string;
  /** Names a sentence of `api/texts`, filled with `params`; `text` is shown when it is unknown. */
  code: Optional<string>;
  params: JsonColumn<{ [name: string]: unknown }>;
  record_id: Optional<string>;
  task_id: Optional<string>;
  fold_key: Optional<string>;
  count: Defaulted<number>;
  read_at: OptionalInstant;
}

/** What open browsers are told besides facts and notifications. */
export interface AnnouncementTable {
  seq: ReadOnly<number>;
  tx: ReadOnly<string>;
  at: Defaulted<Date>;
  event: JsonColumn<{ [name: string]: unknown }>;
  needs: Optional<string>;
}
