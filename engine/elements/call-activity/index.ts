import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { CallActivityConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<CallActivityConfig> = {
  kind: 'call-activity',
  bpmnType: 'bpmn:CallActivity',
  compile,
  behaviour,
  rules,
  descriptor,
};
