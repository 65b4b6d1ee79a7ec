import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { StartEventConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<StartEventConfig> = {
  kind: 'start-event',
  bpmnType: 'bpmn:StartEvent',
  compile,
  behaviour,
  rules,
  descriptor,
};
