import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, DefaultedJson, Instant, Optional } from '../columns.ts';

export interface ChannelTable {
  key: string;
  kind: 'webForm' | 'file' | 'email' | 'phone' | 'api';
  name: string;
  active: Defaulted<boolean>;
  campaign_id: Optional<string>;
  package_key: Defaulted<string>;
  /** ISO 3166 alpha-2, for phone numbers without a country. */
  default_country: Optional<string>;
  mapping: DefaultedJson<{ [formField: string]: string }>;
  defaults: DefaultedJson<Variables>;
  trap_field: Optional<string>;
  quota_per_minute: Defaulted<number>;
  quota_per_day: Defaulted<number>;
  burst_ms: Defaulted<number>;
  contact_elsewhere: Defaulted<boolean>;
  created_at: Instant;
}
