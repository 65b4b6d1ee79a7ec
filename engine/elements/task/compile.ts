import type { TaskConfig } from './config.ts';

export function compile(): TaskConfig {
  return {};
}
