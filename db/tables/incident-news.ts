import type { Defaulted, Instant, Optional, OptionalInstant } from '../columns.ts';

/** Who was told of an incident. */
export interface IncidentNewsTable {
  instance_id: string;
  incident: number;
  user_id: string;
  package_key: string;
  /** Of the notification it stands in. */
  fold_key: string;
  /** Case, element and cause. */
  place: string;
  told_at: Instant;
  /** Absent = the next mail about its process names it. */
  mailed_at: OptionalInstant;
  settled: Defaulted<boolean>;
}

/** Mails that belong to no job; begun and not ended = nobody knows whether it left. */
export interface MailWaitingTable {
  id: Defaulted<string>;
  created_at: Instant;
  user_id: string;
  address: string;
  subject: string;
  body: string;
  attempts: Defaulted<number>;
  due_at: Instant;
  begun_at: OptionalInstant;
  ended_at: OptionalInstant;
  outcome: Optional<'sent' | 'refused'>;
}
