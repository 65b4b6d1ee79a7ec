import { child, flag, type ModdleNode } from '../../model/moddle.ts';
import type { BoundaryEventConfig } from './config.ts';

export function compile(node: ModdleNode): BoundaryEventConfig {
  return { attachedTo: child(node, 'attachedToRef')?.id ?? '', interrupting: flag(node, 'cancelActivity', true) };
}
