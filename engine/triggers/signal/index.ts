import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { SignalConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<SignalConfig> = {
  kind: 'signal',
  bpmnType: 'bpmn:SignalEventDefinition',
  positions: ['start', 'event-sub-process', 'catch', 'boundary', 'throw', 'end'],

  compile,
  behaviour,
  rules,
  descriptor,
};
