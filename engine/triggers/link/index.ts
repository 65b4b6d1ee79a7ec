import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { LinkConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<LinkConfig> = {
  kind: 'link',
  bpmnType: 'bpmn:LinkEventDefinition',
  positions: ['catch', 'throw'],

  compile,
  behaviour,
  rules,
  descriptor,
};
