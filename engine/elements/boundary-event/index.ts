import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { BoundaryEventConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<BoundaryEventConfig> = {
  kind: 'boundary-event',
  bpmnType: 'bpmn:BoundaryEvent',
  compile,
  behaviour,
  rules,
  descriptor,
};
