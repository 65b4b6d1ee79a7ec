import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { IntermediateCatchEventConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<IntermediateCatchEventConfig> = {
  kind: 'intermediate-catch-event',
  bpmnType: 'bpmn:IntermediateCatchEvent',
  compile,
  behaviour,
  rules,
  descriptor,
};
