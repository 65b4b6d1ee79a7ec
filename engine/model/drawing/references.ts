import type { Finding } from '../../elements/element.ts';
import { finding, label } from '../findings.ts';
import { isA, type ModdleNode } from '../moddle.ts';
import type { DrawingRule } from './index.ts';
import { propertiesOf, valuesOf } from './own-nodes.ts';

/** What refers must refer to the kind of thing meant: a flow to a step, an event to a message. */
export const checkReferences: DrawingRule = (node) => {
  const found: Finding[] = [];
  for (const { name, type } of propertiesOf(node).references) {
    for (const target of valuesOf(node, name)) {
      if (!isA(target, type)) found.push(finding('reference/wrong-kind', 'error', ownerId(node), params(node, target, name, type)));
    }
  }
  return found;
};

function params(node: ModdleNode, target: ModdleNode, property: string, type: string) {
  return {
    element: label(named(node)),
    property: property.replace(/^bpmn:/, ''),
    target: label(target),
    kind: word(target.$type),
    expected: word(type),
  };
}

function word(type: string): string {
  return type.replace(/^bpmn:/, '').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Nearest node around it that has an id. */
function named(node: ModdleNode): ModdleNode {
  let each: ModdleNode | undefined = node;
  while (each && !each.id) each = each.$parent;
  return each ?? node;
}

function ownerId(node: ModdleNode): string | undefined {
  return named(node).id;
}
