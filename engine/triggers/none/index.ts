import type { TriggerDefinition } from '../../elements/element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { NoneConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: TriggerDefinition<NoneConfig> = {
  kind: 'none',
  bpmnType: null,
  positions: ['start', 'throw', 'end'],

  compile,
  behaviour,
  rules,
  descriptor,
};
