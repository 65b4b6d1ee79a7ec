import type { CancelConfig } from './config.ts';

export function compile(): CancelConfig {
  return {};
}
