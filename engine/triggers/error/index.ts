import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ErrorConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<ErrorConfig> = {
  kind: 'error',
  bpmnType: 'bpmn:ErrorEventDefinition',
  positions: ['event-sub-process', 'boundary', 'end'],
  alwaysInterrupts: true,
  compile,
  behaviour,
  rules,
  descriptor,
};
