import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { TerminateConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<TerminateConfig> = {
  kind: 'terminate',
  bpmnType: 'bpmn:TerminateEventDefinition',
  positions: ['end'],

  compile,
  behaviour,
  rules,
  descriptor,
};
