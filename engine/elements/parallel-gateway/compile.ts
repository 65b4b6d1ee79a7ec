import type { ParallelGatewayConfig } from './config.ts';

export function compile(): ParallelGatewayConfig {
  return {};
}
