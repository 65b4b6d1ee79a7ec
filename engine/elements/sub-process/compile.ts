import { flag, type ModdleNode } from '../../model/moddle.ts';
import type { SubProcessConfig } from './config.ts';

export function compile(node: ModdleNode): SubProcessConfig {
  return { triggeredByEvent: flag(node, 'triggeredByEvent') };
}
