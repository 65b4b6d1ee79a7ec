import type { CompiledElement, Trigger } from '../../contract/index.ts';
import type { MultipleConfig } from './config.ts';

/** The trigger of an event; of a multiple event each of its definitions. */
export function triggersIn({ trigger }: CompiledElement): Trigger[] {
  if (!trigger) return [];
  return trigger.kind === 'multiple' ? (trigger.config as MultipleConfig).parts : [trigger];
}

/** True when all definitions have to happen before the event does. */
export function isParallelMultiple({ trigger }: CompiledElement): boolean {
  return trigger?.kind === 'multiple' && (trigger.config as MultipleConfig).parallel;
}
