import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { CancelConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<CancelConfig> = {
  kind: 'cancel',
  bpmnType: 'bpmn:CancelEventDefinition',
  positions: ['boundary', 'end'],
  alwaysInterrupts: true,
  compile,
  behaviour,
  rules,
  descriptor,
};
