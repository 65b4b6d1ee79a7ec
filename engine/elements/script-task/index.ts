import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ScriptTaskConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<ScriptTaskConfig> = {
  kind: 'script-task',
  bpmnType: 'bpmn:ScriptTask',
  compile,
  behaviour,
  rules,
  descriptor,
};
