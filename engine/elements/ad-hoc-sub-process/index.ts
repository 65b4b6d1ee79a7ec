import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { AdHocSubProcessConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<AdHocSubProcessConfig> = {
  kind: 'ad-hoc-sub-process',
  bpmnType: 'bpmn:AdHocSubProcess',
  compile,
  behaviour,
  rules,
  descriptor,
};
