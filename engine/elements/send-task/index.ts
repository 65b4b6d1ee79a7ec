import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { SendTaskConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<SendTaskConfig> = {
  kind: 'send-task',
  bpmnType: 'bpmn:SendTask',
  compile,
  behaviour,
  rules,
  descriptor,
};
