import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { EndEventConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<EndEventConfig> = {
  kind: 'end-event',
  bpmnType: 'bpmn:EndEvent',
  compile,
  behaviour,
  rules,
  descriptor,
};
