import { flag, type ModdleNode } from '../../model/moddle.ts';
import type { EventBasedGatewayConfig } from './config.ts';

export function compile(node: ModdleNode): EventBasedGatewayConfig {
  return { instantiate: flag(node, 'instantiate'), parallel: node.get('eventGatewayType') === 'Parallel' };
}
