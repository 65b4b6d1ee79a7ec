import type { ModdleNode } from '../../../engine/model/index.ts';
import { templateToFeel, toFeel } from './juel.ts';
import { createNode, extend, foreign } from './moddle-tree.ts';

/** Attributes and extension elements of Camunda 7 in our own words. */
export function adaptCamunda(node: ModdleNode, variables: string[]): void {
  if (node.$type === 'bpmn:ErrorEventDefinition') {
    copy(node, 'camunda:errorCodeVariable', 'perennial:codeVariable');
    copy(node, 'camunda:errorMessageVariable', 'perennial:messageVariable');
  }
  if (node.$type === 'bpmn:UserTask') {
    copy(node, 'camunda:candidateGroups', 'perennial:candidateGroups');
    const assignee = attribute(node, 'camunda:assignee');
    const template = assignee && templateToFeel(assignee);
    if (template) node.set('perennial:assignee', template.startsWith('=') ? template.slice(1) : JSON.stringify(assignee));
  }
  if (node.$type === 'bpmn:CallActivity') adaptCall(node, variables);
}

/** Nothing goes in or out of a call but what `camunda:in` and `camunda:out` say. */
function adaptCall(node: ModdleNode, variables: string[]): void {
  node.set('calledElement', templateToFeel(String(node.get('calledElement') ?? '')));
  const into = foreign(node, 'camunda:in');
  const out = foreign(node, 'camunda:out').flatMap((each) =>
    each.variables === 'all' ? variables.map((name) => ({ source: name, target: name })) : [each],
  );
  const all = into.some((each) => each.variables === 'all');
  node.set('perennial:propagateAll', all);
  const inputs = mappings(node, into, 'perennial:Input');
  const outputs = mappings(node, out, 'perennial:Output');
  if (inputs.length + outputs.length > 0) extend(node, createNode(node, 'perennial:IoMapping', { inputs, outputs }));
}

function mappings(node: ModdleNode, list: { [attribute: string]: string }[], type: string): ModdleNode[] {
  return list.flatMap(({ source, sourceExpression, target }) => {
    const expression = source ?? (sourceExpression && toFeel(sourceExpression));
    return expression && target ? [createNode(node, type, { source: expression, target })] : [];
  });
}

function attribute(node: ModdleNode, name: string): string | undefined {
  return node.$attrs[name];
}

function copy(node: ModdleNode, from: string, to: string): void {
  const value = attribute(node, from);
  if (value !== undefined) node.set(to, value);
}
