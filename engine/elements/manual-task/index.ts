import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ManualTaskConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<ManualTaskConfig> = {
  kind: 'manual-task',
  bpmnType: 'bpmn:ManualTask',
  compile,
  behaviour,
  rules,
  descriptor,
};
