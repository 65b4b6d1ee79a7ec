import type { IntermediateCatchEventConfig } from './config.ts';

export function compile(): IntermediateCatchEventConfig {
  return {};
}
