import type { TerminateConfig } from './config.ts';

export function compile(): TerminateConfig {
  return {};
}
