import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { InclusiveGatewayConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<InclusiveGatewayConfig> = {
  kind: 'inclusive-gateway',
  bpmnType: 'bpmn:InclusiveGateway',
  compile,
  behaviour,
  rules,
  descriptor,
};
