import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { IntermediateThrowEventConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<IntermediateThrowEventConfig> = {
  kind: 'intermediate-throw-event',
  bpmnType: 'bpmn:IntermediateThrowEvent',
  compile,
  behaviour,
  rules,
  descriptor,
};
