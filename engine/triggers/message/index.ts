import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { MessageConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<MessageConfig> = {
  kind: 'message',
  bpmnType: 'bpmn:MessageEventDefinition',
  positions: ['start', 'event-sub-process', 'catch', 'boundary', 'throw', 'end'],

  compile,
  behaviour,
  rules,
  descriptor,
};
