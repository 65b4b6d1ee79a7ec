import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { SubProcessConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<SubProcessConfig> = {
  kind: 'sub-process',
  bpmnType: 'bpmn:SubProcess',
  compile,
  behaviour,
  rules,
  descriptor,
};
