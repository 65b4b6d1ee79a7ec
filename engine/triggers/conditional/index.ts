import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ConditionalConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<ConditionalConfig> = {
  kind: 'conditional',
  bpmnType: 'bpmn:ConditionalEventDefinition',
  positions: ['start', 'event-sub-process', 'catch', 'boundary'],

  compile,
  behaviour,
  rules,
  descriptor,
};
