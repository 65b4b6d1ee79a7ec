import { type CompileScope, child, type ModdleNode } from '../../model/moddle.ts';
import type { MessageConfig } from '../../triggers/message/config.ts';
import { compileJob } from '../service-task/compile.ts';
import type { SendTaskConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): SendTaskConfig {
  const job = compileJob(node, scope);
  if (job) return { job };
  if (!child(node, 'messageRef')) {
    scope.problem('send-task/nothing-to-send');
    return {};
  }
  return { message: scope.trigger('bpmn:MessageEventDefinition', node)?.config as MessageConfig };
}
