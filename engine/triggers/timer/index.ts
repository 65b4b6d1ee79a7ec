import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { TimerConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<TimerConfig> = {
  kind: 'timer',
  bpmnType: 'bpmn:TimerEventDefinition',
  positions: ['start', 'event-sub-process', 'catch', 'boundary'],

  compile,
  behaviour,
  rules,
  descriptor,
};
