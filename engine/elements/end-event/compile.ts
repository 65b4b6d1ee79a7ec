import { type ModdleNode, text } from '../../model/moddle.ts';
import type { EndEventConfig } from './config.ts';

export function compile(node: ModdleNode): EndEventConfig {
  return { outcome: text(node, 'perennial:outcome') };
}
