import type { InclusiveGatewayConfig } from './config.ts';

export function compile(): InclusiveGatewayConfig {
  return {};
}
