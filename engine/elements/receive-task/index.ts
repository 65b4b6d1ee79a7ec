import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ReceiveTaskConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<ReceiveTaskConfig> = {
  kind: 'receive-task',
  bpmnType: 'bpmn:ReceiveTask',
  compile,
  behaviour,
  rules,
  descriptor,
};
