import { flag, type ModdleNode } from '../../model/moddle.ts';
import type { ReceiveTaskConfig } from './config.ts';

export function compile(node: ModdleNode): ReceiveTaskConfig {
  return { instantiate: flag(node, 'instantiate') };
}
