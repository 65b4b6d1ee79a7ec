import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, DefaultedJson, Instant, Optional } from '../columns.ts';

export interface OrganisationTable {
  id: string;
  name: string;
  /** What is compared: see `organisationKey` of crm. */
  name_key: string;
  country: Optional<string>;
  city: Optional<string>;
  website: Optional<string>;
  business: Optional<string>;
  owner: Optional<string>;
  team: Optional<string>;
  fields: DefaultedJson<Variables>;
  search: Defaulted<string>;
  merged_into: Optional<string>;
  created_at: Instant;
  updated_at: Instant;
}
