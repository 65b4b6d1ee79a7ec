import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { TaskConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<TaskConfig> = {
  kind: 'task',
  bpmnType: 'bpmn:Task',
  compile,
  behaviour,
  rules,
  descriptor,
};
