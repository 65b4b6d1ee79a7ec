import type { CompiledProcess } from '../contract/process.ts';
import type { Finding } from '../elements/element.ts';
import { elements as kinds } from '../elements/index.ts';
import { type ModdleNode, text } from './moddle.ts';
import { compileScope } from './scope.ts';

/** Global tasks (BPMN 2.0.2, 10.3.4) that can run, with the task each of them is. */
const taskTypes = new Map([
  ['bpmn:GlobalTask', 'bpmn:Task'],
  ['bpmn:GlobalUserTask', 'bpmn:UserTask'],
  ['bpmn:GlobalManualTask', 'bpmn:ManualTask'],
  ['bpmn:GlobalScriptTask', 'bpmn:ScriptTask'],
  ['bpmn:GlobalBusinessRuleTask', 'bpmn:BusinessRuleTask'],
]);

export function isGlobalTask(node: ModdleNode): boolean {
  return taskTypes.has(node.$type);
}

/** A task that is called by its id, as a process with nothing but this task: `<id>-task`, since a scope and what stands in it have two names. */
export function compileGlobalTask(node: ModdleNode, found: Finding[]): CompiledProcess | undefined {
  const kind = kinds.find((each) => each.bpmnType === taskTypes.get(node.$type));
  if (!kind || !node.id) return undefined;
  const name = text(node, 'name');
  const config = kind.compile(node, compileScope(node, found));
  const flows = { incoming: [], outgoing: [], boundary: [] };
  const task = { id: `${node.id}-task`, kind: kind.kind, name, scope: node.id, ...flows, inputs: [], outputs: [], config };
  return { id: node.id, name, isExecutable: true, global: true, elements: [task], flows: [] };
}
