import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { CompensationConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<CompensationConfig> = {
  kind: 'compensation',
  bpmnType: 'bpmn:CompensateEventDefinition',
  positions: ['event-sub-process', 'boundary', 'throw', 'end'],
  alwaysInterrupts: true,
  compile,
  behaviour,
  rules,
  descriptor,
};
