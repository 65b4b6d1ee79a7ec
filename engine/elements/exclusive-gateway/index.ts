import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { ExclusiveGatewayConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<ExclusiveGatewayConfig> = {
  kind: 'exclusive-gateway',
  bpmnType: 'bpmn:ExclusiveGateway',
  compile,
  behaviour,
  rules,
  descriptor,
};
