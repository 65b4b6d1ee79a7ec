import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ComplexGatewayConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<ComplexGatewayConfig> = {
  kind: 'complex-gateway',
  bpmnType: 'bpmn:ComplexGateway',
  compile,
  behaviour,
  rules,
  descriptor,
};
