import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { EventBasedGatewayConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<EventBasedGatewayConfig> = {
  kind: 'event-based-gateway',
  bpmnType: 'bpmn:EventBasedGateway',
  compile,
  behaviour,
  rules,
  descriptor,
};
