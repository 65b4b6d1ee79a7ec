import type { EventBasedGatewayConfig } from './config.ts';

export function compile(): EventBasedGatewayConfig {
  return {};
}
