import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { BusinessRuleTaskConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<BusinessRuleTaskConfig> = {
  kind: 'business-rule-task',
  bpmnType: 'bpmn:BusinessRuleTask',
  compile,
  behaviour,
  rules,
  descriptor,
};
