import type { IntermediateThrowEventConfig } from './config.ts';

export function compile(): IntermediateThrowEventConfig {
  return {};
}
