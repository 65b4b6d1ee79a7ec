import type { ModdleNode } from '../../../engine/model/index.ts';
import { templateToFeel, toFeel } from './juel.ts';
import { createNode, isNode, textOf } from './moddle-tree.ts';

/** Camunda's collection and element variable; numbers and conditions, which many files do not mark as formal. */
export function adaptLoop(node: ModdleNode): void {
  if (node.$type === 'bpmn:ConditionalEventDefinition') formal(node, 'condition');
  if (node.$type === 'bpmn:AdHocSubProcess') formal(node, 'completionCondition');
  if (node.$type === 'bpmn:ComplexGateway') formal(node, 'activationCondition');
  if (node.$type !== 'bpmn:MultiInstanceLoopCharacteristics' && node.$type !== 'bpmn:StandardLoopCharacteristics') return;
  for (const name of ['loopCardinality', 'completionCondition', 'loopCondition']) formal(node, name);
  for (const each of (node.get('complexBehaviorDefinition') ?? []) as ModdleNode[]) formal(each, 'condition');
  const collection = node.$attrs['camunda:collection'];
  if (collection) node.set('perennial:collection', templateToFeel(collection).startsWith('=') ? toFeel(collection) : collection);
  const item = node.$attrs['camunda:elementVariable'];
  if (item) node.set('perennial:item', item);
}

/** Data that a file names without having drawn it. */
export function adaptMissingData(node: ModdleNode, property: string, value: string): void {
  if (property.endsWith('loopDataInputRef')) node.set('perennial:collection', value);
  if (property.endsWith('loopDataOutputRef')) node.set('perennial:outputCollection', value);
}

export function formal(node: ModdleNode, property: string): void {
  const expression = node.get(property);
  if (isNode(expression)) node.set(property, createNode(node, 'bpmn:FormalExpression', { body: toFeel(textOf(expression, 'body')) }));
}
