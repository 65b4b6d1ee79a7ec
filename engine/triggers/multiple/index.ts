import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { MultipleConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<MultipleConfig> = {
  kind: 'multiple',
  bpmnType: 'perennial:Multiple',
  positions: ['start', 'event-sub-process', 'catch', 'boundary', 'throw', 'end'],

  compile,
  behaviour,
  rules,
  descriptor,
};
