import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { UserTaskConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<UserTaskConfig> = {
  kind: 'user-task',
  bpmnType: 'bpmn:UserTask',
  compile,
  behaviour,
  rules,
  descriptor,
};
