import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ParallelGatewayConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<ParallelGatewayConfig> = {
  kind: 'parallel-gateway',
  bpmnType: 'bpmn:ParallelGateway',
  compile,
  behaviour,
  rules,
  descriptor,
};
