import type { Defaulted, Instant, Optional } from '../columns.ts';

/** A normalised phone number or e-mail address of a person or an organisation. */
export interface ContactPointTable {
  id: string;
  kind: 'phone' | 'email';
  value: string;
  /** As it was written. */
  raw: string;
  person_id: Optional<string>;
  organisation_id: Optional<string>;
  status: Defaulted<'ok' | 'failing' | 'wrong'>;
  created_at: Instant;
}
