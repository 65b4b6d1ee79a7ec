import type { Finding } from '../elements/element.ts';
import { finding, label } from './findings.ts';
import { children, isA, type ModdleNode } from './moddle.ts';

/** Flow nodes of BPMN that cannot run yet, by $type, with the word a sentence uses. Refused by name, never skipped. */
const nodeWords = new Map([
  ['bpmn:SubChoreography', 'sub-choreography'],
  ['bpmn:ChoreographyTask', 'choreography task'],
  ['bpmn:CallChoreography', 'call choreography'],
  ['bpmn:ImplicitThrowEvent', 'implicit throw event'],
]);

export function nodeWord(node: ModdleNode): string {
  return nodeWords.get(node.$type) ?? node.$type.replace(/^bpmn:/, '').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function notYet(node: ModdleNode, what: string): Finding {
  return finding('element/not-executable', 'error', node.id, { element: label(node), what });
}

/** Root elements outside processes that would have to run. */
export function unsupportedRoots(roots: ModdleNode[]): Finding[] {
  return roots.filter((root) => isA(root, 'bpmn:Choreography')).map((root) => notYet(root, 'choreography'));
}

/** Event definitions of an event: its own, and those it refers to. */
export function eventDefinitions(node: ModdleNode): ModdleNode[] {
  return [...children(node, 'eventDefinitions'), ...children(node, 'eventDefinitionRef')];
}
