import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ServiceTaskConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<ServiceTaskConfig> = {
  kind: 'service-task',
  bpmnType: 'bpmn:ServiceTask',
  compile,
  behaviour,
  rules,
  descriptor,
};
