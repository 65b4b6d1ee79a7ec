import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { EscalationConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<EscalationConfig> = {
  kind: 'escalation',
  bpmnType: 'bpmn:EscalationEventDefinition',
  positions: ['event-sub-process', 'boundary', 'throw', 'end'],

  compile,
  behaviour,
  rules,
  descriptor,
};
