import type { ExclusiveGatewayConfig } from './config.ts';

export function compile(): ExclusiveGatewayConfig {
  return {};
}
