import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, DefaultedJson, Instant, Optional } from '../columns.ts';

export interface CampaignTable {
  id: string;
  key: string;
  name: string;
  channel: Optional<string>;
  skip_pre_sales: Defaulted<boolean>;
  budget: Optional<number>;
  starts_on: Optional<string>;
  ends_on: Optional<string>;
  active: Defaulted<boolean>;
  fields: DefaultedJson<Variables>;
  created_at: Instant;
}
