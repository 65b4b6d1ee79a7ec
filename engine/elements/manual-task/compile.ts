import type { ManualTaskConfig } from './config.ts';

export function compile(): ManualTaskConfig {
  return {};
}
