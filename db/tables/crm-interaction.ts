import type { Defaulted, Instant, Optional } from '../columns.ts';

export interface InteractionTable {
  id: string;
  kind: 'call' | 'meeting' | 'email' | 'note' | 'letter' | 'visit' | 'form';
  direction: Optional<'in' | 'out'>;
  at: Instant;
  author: Optional<string>;
  person_id: Optional<string>;
  organisation_id: Optional<string>;
  subject: Defaulted<string>;
  body: Defaulted<string>;
  outcome: Optional<string>;
  seconds: Optional<number>;
  /** Message-ID of a mail, by which replies are joined. */
  message_id: Optional<string>;
  created_at: Instant;
}

export interface InteractionRecordTable {
  interaction_id: string;
  record_id: string;
}
