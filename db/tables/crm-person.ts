import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, DefaultedJson, Instant, Optional } from '../columns.ts';

export interface PersonTable {
  id: string;
  name: string;
  first_name: Optional<string>;
  patronymic: Optional<string>;
  last_name: Optional<string>;
  language: Optional<string>;
  country: Optional<string>;
  city: Optional<string>;
  /** His manager; null until he is somebody's customer. */
  owner: Optional<string>;
  team: Optional<string>;
  fields: DefaultedJson<Variables>;
  search: Defaulted<string>;
  merged_into: Optional<string>;
  created_at: Instant;
  updated_at: Instant;
}

export interface EmploymentTable {
  id: string;
  person_id: string;
  organisation_id: string;
  position: Optional<string>;
  /** `2027-03-04`; null = not known. */
  from_on: Optional<string>;
  /** null = works there now. */
  to_on: Optional<string>;
}
