import type { ElementDefinition } from '../element.ts';
import { behaviour } from './behaviour.ts';
import { compile } from './compile.ts';
import type { TransactionConfig } from './config.ts';
import { descriptor } from './descriptor.ts';
import { rules } from './rules.ts';

export const definition: ElementDefinition<TransactionConfig> = {
  kind: 'transaction',
  bpmnType: 'bpmn:Transaction',
  compile,
  behaviour,
  rules,
  descriptor,
};
