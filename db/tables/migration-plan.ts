import type { MigrationPlan } from '../../engine/contract/index.ts';
import type { Instant, JsonColumn, Optional } from '../columns.ts';

/** Where the elements of one version are in another; `revision` is what a saver must have seen. */
export interface MigrationPlanTable {
  package_key: string;
  from_version: number;
  to_version: number;
  plan: JsonColumn<MigrationPlan>;
  revision: number;
  saved_at: Instant;
  saved_by: Optional<string>;
}
