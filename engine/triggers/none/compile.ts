import type { NoneConfig } from './config.ts';

export function compile(): NoneConfig {
  return {};
}
