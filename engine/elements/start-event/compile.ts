import { flag, type ModdleNode, text } from '../../model/moddle.ts';
import type { StartEventConfig } from './config.ts';

export function compile(node: ModdleNode): StartEventConfig {
  return { interrupting: flag(node, 'isInterrupting', true), form: text(node, 'perennial:startForm') };
}
